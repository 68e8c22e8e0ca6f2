import { base64, fromBase64 } from './note.ts'

/**
 * The log's name as its checkpoints say it: in a later epoch with the number behind it. A restored log is another log to
 * every witness, until a person decides.
 */
export function originOf(name: string, epoch: number): string {
  return epoch === 1 ? name : `${name}/epoch-${epoch}`
}

/** Null when it is the origin of another log. */
export function epochOf(name: string, origin: string): number | null {
  if (origin === name) return 1
  const found = /^\/epoch-([1-9]\d{0,5})$/.exec(origin.startsWith(name) ? origin.slice(name.length) : '')
  const epoch = Number(found?.[1] ?? 0)
  return epoch > 1 ? epoch : null
}

export type Root = { size: number; root: Uint8Array }

/**
 * What two people declared lost: the log goes on behind `kept`, in a new epoch. Is `lost` no larger than `kept`, it is another
 * history of which nobody can tell from where on it differs.
 */
export type Declaration = {
  /** name of the log, without an epoch */
  name: string
  epoch: number
  kept: Root
  /** the newest checkpoint known of what was lost, and its epoch */
  lost: Root & { epoch: number }
  /** ISO, UTC */
  at: string
  /** ids of two people */
  asked: string
  declared: string
}

/** The text that is signed; its second word keeps it from ever being read as a checkpoint. */
export function formatDeclaration({ name, epoch, kept, lost, at, asked, declared }: Declaration): string {
  return [
    `${name} epoch ${epoch}`,
    `kept ${kept.size} ${base64(kept.root)}`,
    `lost ${lost.size} ${base64(lost.root)} of epoch ${lost.epoch}`,
    `at ${at}`,
    `asked by ${asked}`,
    `declared by ${declared}`,
    '',
  ].join('\n')
}

const shape =
  /^(\S+) epoch ([1-9]\d{0,5})\nkept (0|[1-9]\d{0,15}) (\S+)\nlost ([1-9]\d{0,15}) (\S+) of epoch ([1-9]\d{0,5})\nat (\S+)\nasked by (\S+)\ndeclared by (\S+)\n$/

export function parseDeclaration(text: string): Declaration | null {
  const [, name, epoch, keptSize, keptRoot, lostSize, lostRoot, lostEpoch, at, asked, declared] =
    shape.exec(text) ?? []
  const roots = [keptRoot, lostRoot].map((root) => fromBase64(root ?? ''))
  const [kept, lost] = roots
  if (!name || !at || !asked || !declared || kept?.length !== 32 || lost?.length !== 32) return null
  return {
    name,
    epoch: Number(epoch),
    kept: { size: Number(keptSize), root: kept },
    lost: { size: Number(lostSize), root: lost, epoch: Number(lostEpoch) },
    at,
    asked,
    declared,
  }
}
