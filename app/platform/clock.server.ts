import { readFileSync } from 'node:fs'
import { env } from './env.server.ts'

/**
 * The instant that a process takes for now; whatever stamps a request or a job asks here. It is the machine's clock,
 * moved by as many milliseconds as the file of QIXIANG_TEST_CLOCK says (never in production), so that the journey can
 * pass deadlines and publicity periods.
 */
export function now(): Date {
  const at = Date.now()
  return new Date(env.testClock ? at + Number(readFileSync(env.testClock, 'utf8')) : at)
}
