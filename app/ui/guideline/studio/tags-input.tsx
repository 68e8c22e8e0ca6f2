import { useTagWord } from '../choice-words.ts'
import { TicksInput } from './inputs.tsx'

/** Tags of the enterprise library that guidelines ask about. */
const knownTags = ['GUISHANG', 'SME', 'ZJTX', 'LITTLE_GIANT', 'SINGLE_CHAMPION', 'CHAIN_LEADER', 'HIGH_TECH']

/** Some tags of the enterprise library; one that a configuration already names stays on offer. */
export function TagsInput({
  path,
  label,
  hint,
  value,
  onChange,
}: {
  path: string
  label: string
  hint?: string
  value: readonly string[]
  onChange: (tags: string[]) => void
}) {
  const tag = useTagWord()
  return (
    <>
      <TicksInput
        path={path}
        label={label}
        value={value}
        options={[...new Set([...knownTags, ...value])]}
        wordOf={tag}
        onChange={onChange}
      />
      {hint && <p className="qx-hint">{hint}</p>}
    </>
  )
}
