import { type ReactNode, useEffect, useRef } from 'react'

/** What opens below its button: Escape closes it and gives the focus back, a click or the focus elsewhere closes it. */
export function Menu({
  className,
  button,
  summary,
  label,
  children,
}: {
  className: string
  /** class of what opens it */
  button: string
  summary: ReactNode
  /** for those who do not see the summary */
  label?: string
  children: ReactNode
}) {
  const box = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const elsewhere = ({ target }: Event) => {
      if (box.current?.open && target instanceof Node && !box.current.contains(target))
        box.current.open = false
    }
    const escape = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape' || !box.current?.open) return
      box.current.open = false
      box.current.querySelector('summary')?.focus()
    }
    document.addEventListener('click', elsewhere)
    document.addEventListener('focusin', elsewhere)
    document.addEventListener('keydown', escape)
    return () => {
      document.removeEventListener('click', elsewhere)
      document.removeEventListener('focusin', elsewhere)
      document.removeEventListener('keydown', escape)
    }
  }, [])
  return (
    <details className={className} ref={box}>
      <summary className={button} aria-label={label}>
        {summary}
      </summary>
      {children}
    </details>
  )
}
