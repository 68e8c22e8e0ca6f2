import type { LoadedMessages } from '#app/i18n/index.ts'

/** The texts that are in this browser so far; modules that name further ones add them before they run. */
export const texts: LoadedMessages = {}
