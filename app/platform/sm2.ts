import { sm2 } from 'sm-crypto-v2'
import { hex, sm2Label } from '#app/domain/audit/note.ts'

/**
 * GB/T 32918 on the recommended curve, with SM3 and the user identity 1234567812345678.
 * @param publicKey label, 4 and both coordinates
 * @param signature r and s, 32 bytes each
 */
export function verifySm2(publicKey: Uint8Array, text: Uint8Array, signature: Uint8Array): boolean {
  const point = afterLabel(publicKey)
  if (point?.length !== 65 || point[0] !== 4 || signature.length !== 64) return false
  try {
    return sm2.doVerifySignature(text, hex(signature), hex(point), { hash: true })
  } catch {
    return false
  }
}

/** What follows the label of an SM2 key, public or secret; null when it is no such key. */
export function afterLabel(bytes: Uint8Array): Uint8Array | null {
  const label = new TextDecoder().decode(bytes.subarray(0, sm2Label.length))
  return label === sm2Label ? bytes.subarray(sm2Label.length) : null
}
