import { Link } from 'react-router'
import { useT } from './page.tsx'

export type Tile = {
  label: string
  /** formatted */
  value: string
  unit?: string
  /** the rows behind the number */
  to: string
  change?: { direction: 'up' | 'down' | 'same'; change: string; period: string }
}

/** A few numbers with comparison and direction, each a link to its rows. */
export function Tiles({ tiles }: { tiles: readonly Tile[] }) {
  const t = useT()
  return (
    <ul className="qx-tiles">
      {tiles.map(({ label, value, unit, to, change }) => (
        <li key={label}>
          <Link to={to} className="qx-card">
            <span className="qx-soft">{label}</span>
            <strong>
              {value} {unit && <small>{unit}</small>}
            </strong>
            {change && <small className="qx-soft">{t(`common.cockpit.${change.direction}`, change)}</small>}
          </Link>
        </li>
      ))}
    </ul>
  )
}

export type Bar = { label: string; value: number; text: string; to?: string }

/** Of the space beside a label, in percent: the longest bar leaves room for its number. */
const longest = 75

/** Horizontal bars as SVG, drawn on the server too, as wide as there is room and their words always of one size; each a link to its rows; the table is one click away. */
export function BarChart({
  caption,
  columns,
  bars,
}: {
  caption: string
  columns: readonly [string, string]
  bars: readonly Bar[]
}) {
  const t = useT()
  const most = Math.max(1, ...bars.map(({ value }) => value))
  return (
    <figure className="qx-card qx-chart">
      <figcaption>{caption}</figcaption>
      <ul className="qx-bars" aria-label={caption}>
        {bars.map((bar) => (
          <li key={bar.label}>
            <BarLine bar={bar} most={most} />
          </li>
        ))}
      </ul>
      <details>
        <summary>{t('common.cockpit.table')}</summary>
        <table className="qx-table">
          <thead>
            <tr>
              <th scope="col">{columns[0]}</th>
              <th scope="col" className="qx-number">
                {columns[1]}
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ label, text, to }) => (
              <tr key={label}>
                <td>{to ? <Link to={to}>{label}</Link> : label}</td>
                <td className="qx-number">{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

function BarLine({ bar: { label, value, text, to }, most }: { bar: Bar; most: number }) {
  const length = `${Math.max(0.5, (longest * value) / most)}%`
  const line = (
    <>
      <span>{label}</span>{' '}
      <svg>
        <rect y={2} width={length} height={16} rx={2} />
        <text x={length} dx={6} y={15}>
          {text}
        </text>
      </svg>
    </>
  )
  return to ? (
    <Link to={to} className="qx-barline">
      {line}
    </Link>
  ) : (
    <span className="qx-barline">{line}</span>
  )
}

/** How much of its whole a number is, beside the number itself; the words are for those who do not see it. */
export function ShareBar({ part, whole, label }: { part: number; whole: number; label: string }) {
  const length = whole > 0 ? Math.max(0, Math.min(100, (part / whole) * 100)) : 0
  return (
    <svg className="qx-share" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label={label}>
      <rect width={100} height={6} className="qx-sharewhole" />
      <rect width={length} height={6} className={length < 100 ? 'qx-sharepart' : 'qx-sharefull'} />
    </svg>
  )
}
