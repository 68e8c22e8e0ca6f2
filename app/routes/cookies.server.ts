import type { Site } from './context.server.ts'

/** Value of a cookie of the request, or null. */
export function cookieOf(request: Request, name: string): string | null {
  for (const part of (request.headers.get('Cookie') ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return null
}

/** `__Host-` binds the cookie to this host and to TLS; over plain HTTP browsers refuse it, hence the other name. */
export function sessionCookieName(site: Site): string {
  return site.insecureHttp ? 'qixiang' : '__Host-qixiang'
}

/** Set-Cookie for a new session; `seconds` 0 removes it. */
export function sessionCookie(site: Site, token: string, seconds: number): string {
  return setCookie(site, sessionCookieName(site), token, seconds, '; HttpOnly')
}

/** Set-Cookie for the language of the pages, kept for a year. */
export function localeCookie(site: Site, locale: string): string {
  return setCookie(site, 'locale', locale, 31_536_000)
}

function setCookie(site: Site, name: string, value: string, seconds: number, more = ''): string {
  const secure = site.insecureHttp ? '' : '; Secure'
  return `${name}=${value}; Path=/; Max-Age=${seconds}; SameSite=Lax${secure}${more}`
}
