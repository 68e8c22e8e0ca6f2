/** Content-Disposition for a name in any script (RFC 6266): no quote, path or line break gets into the header. */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const clean = name.replace(/[\p{Cc}"\\/]/gu, '').trim() || 'file'
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? ''
  const plain = /^[\x20-\x7e]+$/.test(clean) ? clean.replace(/[;%]/g, '_') : `file${ending}`
  const encoded = encodeURIComponent(clean).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`
}
