import { narrow } from './decimal.ts'
import { done, refuse, type Result } from './refusal.ts'

const pattern = /^[\u4e00-\u9fa5]+〔\d{4}〕\d+号$/

/** What was probably meant: hexagonal brackets round the year, plain digits, no blanks, no 第. */
export function suggestDocumentNumber(text: string): string {
  return narrow(text)
    .replace(/\s/g, '')
    .replace(/[[({【〖「<《](\d{4})[\])}】〗」>》]/, '〔$1〕')
    .replace(/〕第(?=\d+号$)/, '〕')
}

/**
 * A document number such as 苏工信综合〔2025〕61号 (domain A.1). Other brackets are never put right silently.
 * Refusals: document_number_brackets {suggestion}, document_number_format.
 */
export function checkDocumentNumber(text: string): Result<string> {
  const typed = text.trim()
  if (pattern.test(typed)) return done(typed)
  const suggestion = suggestDocumentNumber(text)
  return pattern.test(suggestion)
    ? refuse('document_number_brackets', { suggestion })
    : refuse('document_number_format')
}
