import type { Integration } from '../integration-store.ts'

/** The organization's own OAuth client at Google. */
export type GoogleSettings = { /** Null: Google's own hosts. */ url: string | null; clientId: string }
export type GoogleIntegration = Integration<GoogleSettings>

/** What secrets are for: of the organization, and of a person. */
export const googleClientSecret = 'be the client at Google'
export const googleRefreshToken = 'write Google Sheets'
