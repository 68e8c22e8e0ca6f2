import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import { useT } from './page.tsx'
import { useStored } from './stored.ts'

/** Document left, work right; the divider moves by mouse, touch and arrow keys, and is remembered under `name`. */
export function SideBySide({ name, left, right }: { name: string; left: ReactNode; right: ReactNode }) {
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  const [kept, keep] = useStored(`qixiang.side.${name}`)
  const share = Number(kept) >= 25 && Number(kept) <= 75 ? Number(kept) : 55

  function move(to: number) {
    keep(String(Math.round(Math.min(75, Math.max(25, to)))))
  }
  function drag(event: PointerEvent<HTMLDivElement>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !box.current) return
    const frame = box.current.getBoundingClientRect()
    move(((event.clientX - frame.left) / frame.width) * 100)
  }
  function step(event: KeyboardEvent) {
    if (event.key === 'ArrowLeft') move(share - 2)
    else if (event.key === 'ArrowRight') move(share + 2)
    else return
    event.preventDefault()
  }

  return (
    <div ref={box} className="qx-sides" style={{ gridTemplateColumns: `${share}fr 12px ${100 - share}fr` }}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and may hold nothing else to focus */}
      <section aria-label={t('common.side.left')} tabIndex={0}>
        {left}
      </section>
      <div
        className="qx-divider"
        role="separator"
        tabIndex={0}
        aria-label={t('common.side.divider')}
        aria-orientation="vertical"
        aria-valuenow={share}
        aria-valuemin={25}
        aria-valuemax={75}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={step}
      />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and its fields may all be closed */}
      <section aria-label={t('common.side.right')} tabIndex={0}>
        {right}
      </section>
    </div>
  )
}
