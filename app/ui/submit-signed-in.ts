import { isSignedIn, signInAgain } from './signed-out.tsx'

/**
 * Client middleware: before anything is submitted, makes sure that the session still lives. If it has ended, the page
 * waits for a new one instead of losing what was typed.
 */
export async function submitSignedIn({ request }: { request: Request }, next: () => Promise<unknown>) {
  if (request.method !== 'GET')
    for (let tries = 0; tries < 3 && !(await isSignedIn()); tries++) await signInAgain()
  await next()
}
