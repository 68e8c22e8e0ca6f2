/**
 * What an audit entry commits to when an act produces a document: the data it is laid out from, as text that travels
 * inside the PDF. The salt keeps others from guessing the data by its hash.
 */
export type DocumentData = {
  id: string
  kind: string
  /** as printed: receipt number, project code; '' where it has none */
  number: string
  title: string
  /** 32 hexadecimal digits */
  salt: string
  /** the frozen model as it is stored, one line of JSON */
  model: string
}

const head = 'qixiang-document@v1'

/** Six lines: format, id, kind, number and title, salt, model. */
export function formatDocumentData({ id, kind, number, title, salt, model }: DocumentData): string {
  return `${[head, id, kind, JSON.stringify([number, title]), salt, model].join('\n')}\n`
}
