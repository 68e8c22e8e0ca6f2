/** Unified social credit codes, GB 32100-2015, domain H.3. */
import { narrow } from './decimal.ts'
import { done, refuse, type Result } from './refusal.ts'

/** 31 characters: no I, O, S, V, Z. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/** Upper case, full-width characters narrowed, outer blanks removed; look-alikes stay as they are. */
export function normaliseUscc(text: string): string {
  return narrow(text).toUpperCase()
}

/** The 18th character that belongs to the first seventeen. */
export function usccCheck(first17: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * alphabet.indexOf(first17.charAt(i)), 0)
  return alphabet.charAt((31 - (sum % 31)) % 31)
}

/** Check character of an organisation code of eight characters (GB 11714), character 17 of a USCC. */
export function organisationCheck(first8: string): string {
  const sum = organisationWeights.reduce(
    (total, weight, i) => total + weight * parseInt(first8.charAt(i), 36),
    0,
  )
  return '123456789X0'.charAt(10 - (sum % 11))
}

/**
 * The normalised code if it can be one. Says nothing of the present region: characters 3 to 8 name the office
 * that once registered it. Refusals: uscc_length {length}, uscc_alphabet {character, position}, uscc_check.
 */
export function checkUscc(text: string): Result<string> {
  const code = normaliseUscc(text)
  const characters = [...code]
  if (characters.length !== 18) return refuse('uscc_length', { length: characters.length })
  const wrong = characters.findIndex((c, i) => !(i >= 2 && i < 8 ? '0123456789' : alphabet).includes(c))
  if (wrong >= 0) return refuse('uscc_alphabet', { character: characters[wrong] ?? '', position: wrong + 1 })
  return code.endsWith(usccCheck(code)) ? done(code) : refuse('uscc_check')
}
