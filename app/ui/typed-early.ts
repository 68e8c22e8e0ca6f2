import { useLayoutEffect } from 'react'

/**
 * What somebody typed or chose while the page's scripts were still on their way is told to the page once they run;
 * otherwise the next keystroke elsewhere would put back what the server had sent. It is told in the commit itself:
 * an effect after it could run within somebody's own change, which would then read what the server had sent.
 */
export function useTypedEarly(): void {
  useLayoutEffect(() => {
    for (const field of document.querySelectorAll<HTMLTextAreaElement | HTMLInputElement | HTMLSelectElement>(
      'textarea, select, input:not([type=hidden], [type=file], [type=checkbox], [type=radio])',
    ))
      if (changed(field)) tell(field)
  }, [])
}

function changed(field: HTMLTextAreaElement | HTMLInputElement | HTMLSelectElement): boolean {
  if (!(field instanceof HTMLSelectElement)) return field.value !== field.defaultValue
  const sent = [...field.options].find(({ defaultSelected }) => defaultSelected) ?? field.options[0]
  return sent !== undefined && field.value !== sent.value
}

/** React passes over a value that it has already seen: it is shown the one before first. */
function tell(field: HTMLTextAreaElement | HTMLInputElement | HTMLSelectElement): void {
  const typed = field.value
  if (!(field instanceof HTMLSelectElement)) {
    field.value = field.defaultValue
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, typed)
  }
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
}
