import { pino } from 'pino'
import { env } from './env.server.ts'

/** Structured lines on standard output. What people typed, tokens and passwords never go in. */
export const log = pino({
  level: env.logLevel,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: ['password', 'token', 'cookie', '*.password', '*.token', '*.cookie'], remove: true },
})
