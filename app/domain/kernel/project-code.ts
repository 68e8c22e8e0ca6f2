import { narrow } from './decimal.ts'
import { done, refuse, type Result } from './refusal.ts'

/**
 * An investment project code (GB/T 40058-2021, domain H.4): time, region, department, type, number, joined by
 * hyphens; old codes begin with a year of four digits. The check digit is not verified. Refusal: project_code_format.
 */
export function checkProjectCode(text: string): Result<string> {
  const code = narrow(text).replace(/[‐‑‒–—−]/g, '-')
  return /^\d{4}-\d{6}-\d{2}-\d{2}-\d{6}$/.test(code) ? done(code) : refuse('project_code_format')
}
