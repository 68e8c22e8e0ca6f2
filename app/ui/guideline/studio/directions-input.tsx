import { useT } from '../../page.tsx'
import { directionsOf, useLabel } from '../words.ts'
import { TicksInput } from './inputs.tsx'
import { useStudio } from './studio.tsx'

/** Some directions of the call; those chosen before that it has not any more are offered too, to be taken out. */
export function DirectionsInput({
  path,
  label,
  value,
  onChange,
}: {
  path: string
  label: string
  value: readonly string[]
  onChange: (value: string[]) => void
}) {
  const { config } = useStudio()
  const wordOf = useLabel()
  const directions = directionsOf(config)
  return (
    <TicksInput
      path={path}
      label={label}
      value={value}
      options={[...new Set([...directions.map((one) => one.value), ...value])]}
      wordOf={(one) => wordOf(directions.find((known) => known.value === one)?.label) || one}
      onChange={onChange}
    />
  )
}

/** Under which directions something is asked; without a tick under all. Nothing to choose where the call has one or none. */
export function AskedInput({
  path,
  directions = [],
  onChange,
}: {
  path: string
  directions?: readonly string[]
  onChange: (directions: string[] | undefined) => void
}) {
  const { config } = useStudio()
  const t = useT()
  if (directions.length === 0 && directionsOf(config).length < 2) return null
  return (
    <DirectionsInput
      path={`${path}.directions`}
      label={t('studio.form.directions')}
      value={directions}
      onChange={(chosen) => onChange(chosen.length > 0 ? chosen : undefined)}
    />
  )
}
