import type { AppRun } from './types.ts'

/** What the change log keeps of a run: never values of inputs, which may be anybody's data. */
export const loggedRun = ({ appId, trigger, revision, state, viewId, usesCachedSql, updatesPublished, notices, inputs }: AppRun): object => ({
  appId,
  trigger,
  revision,
  state,
  viewId,
  usesCachedSql,
  updatesPublished,
  inputs: Object.keys(inputs),
  recipients: notices.length,
})
