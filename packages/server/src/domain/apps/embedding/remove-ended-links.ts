import type { Target } from '../../../access/actions.ts'
import { readOperation, type Ctx } from '../../../access/operation.ts'
import { deleteEndedEmbedLinks } from './embed-store.ts'

/** Days that an address is remembered after its end, to say so in the page that shows it. */
const rememberedDays = 7

/** Forgets addresses of embedded apps that ended long ago. Called by the day. */
export const removeEndedEmbedLinks = readOperation<Ctx, Record<string, never>, Target, { removed: number }>({
  name: 'apps.remove_ended_embed_links',
  action: 'self.view',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  run: async (ctx) => ({ removed: await deleteEndedEmbedLinks(ctx.db, new Date(ctx.clock.now() - rememberedDays * 86_400_000)) }),
})
