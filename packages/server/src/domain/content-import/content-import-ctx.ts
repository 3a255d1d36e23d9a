import type { ContentCtx } from '../content/content-ctx.ts'
import type { IdentityCtx } from '../identity/identity-ctx.ts'
import type { UploadsCtx } from '../uploads/uploads-ctx.ts'

/** What operations on imports of content need. */
export type ContentImportCtx = ContentCtx & IdentityCtx & UploadsCtx
