import { viewerApp, type ViewerApp } from '@atrium/documents'
import { readOperation } from '../../../access/operation.ts'
import { documentOf, sessionTarget, type SessionKey, type SessionTarget } from './session-target.ts'
import type { SessionsCtx } from './sessions-ctx.ts'

/** The app that a session shows, with nothing of how it comes about: for whoever knows the session alone. */
export const getAppOfSession = readOperation<SessionsCtx, SessionKey, SessionTarget, { title: string; app: ViewerApp }>({
  name: 'apps.get_of_session',
  action: 'app.run',
  allow: ['embed'],
  target: sessionTarget,
  run: async (ctx, _key, target) => ({ title: target.resource.name, app: viewerApp((await documentOf(ctx, target)).document) }),
})
