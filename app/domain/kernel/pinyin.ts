const pinyin = new Intl.Collator('zh-CN', { numeric: true })

/** Rows by their names as a Chinese reader looks them up: by pinyin. What has one name stays in its order. */
export function byName<T extends { name: string }>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => pinyin.compare(a.name, b.name))
}
