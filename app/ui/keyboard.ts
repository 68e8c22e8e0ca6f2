import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'

/**
 * For those who work by keyboard or by ear: on another page the focus begins at its content, as in a new document, unless
 * the page has put it somewhere itself; `/` leads to the search.
 */
export function useKeyboard(): void {
  const { pathname } = useLocation()
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    const main = document.getElementById('main')
    if (main && !main.contains(document.activeElement)) main.focus({ preventScroll: true })
  }, [pathname])
  useEffect(() => {
    const search = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey } = event
      const types =
        target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]')
      if (key !== '/' || types || ctrlKey || metaKey || altKey) return
      event.preventDefault()
      document.querySelector<HTMLInputElement>('.qx-search input')?.focus()
    }
    document.addEventListener('keydown', search)
    return () => document.removeEventListener('keydown', search)
  }, [])
}
