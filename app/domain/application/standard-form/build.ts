import type { Column, Field, FieldKind, Label, Option } from '../form.ts'

/** A text in both languages, short enough to keep the standard form readable as a table. */
export function both(zh: string, en: string): Label {
  return { zh, en }
}

/** A cell by key, kind and name; everything else as it differs. */
export function cell<X extends Partial<Field>>(
  key: string,
  kind: FieldKind,
  zh: string,
  en: string,
  more?: X,
) {
  return { key, kind, label: both(zh, en), ...more }
}

export function option(value: string, zh: string, en: string): Option {
  return { value, label: both(zh, en) }
}

export const wanUnit = both('万元', '× 10,000 yuan')

/** An amount in 万元. */
export function amount(key: string, zh: string, en: string, more?: Partial<Column>): Column {
  return { key, kind: 'wan', label: both(zh, en), unit: wanUnit, ...more }
}
