import { useEffect, useState } from 'react'
import { usePage } from './page.tsx'

/** The server's clock in epoch milliseconds, moved on every `every` milliseconds; the page's own time until it runs. */
export function useServerNow(every = 20_000): number {
  const { serverTime, clockOffset } = usePage()
  const [now, setNow] = useState(serverTime)
  useEffect(() => {
    const tick = () => setNow(Date.now() + clockOffset)
    tick()
    const timer = setInterval(tick, every)
    return () => clearInterval(timer)
  }, [clockOffset, every])
  return now
}
