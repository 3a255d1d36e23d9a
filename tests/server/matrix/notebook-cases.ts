import type { AppFacts, MatrixCase } from './app-cases.ts'

const inProject =
  (rest = '') =>
  ({ projectUuid }: AppFacts): string =>
    `/api/v1/app/projects/${projectUuid}/apps${rest}`
const app =
  (rest = '') =>
  ({ appUuid }: AppFacts): string =>
    `/api/v1/app/apps/${appUuid}${rest}`
const version =
  (rest = '') =>
  (facts: AppFacts): string =>
    app(`/versions/${facts.appVersionUuid}${rest}`)(facts)
const run =
  (rest = '') =>
  (facts: AppFacts): string =>
    app(`/runs/${facts.appRunUuid}${rest}`)(facts)
const schedule = (facts: AppFacts): string => app(`/schedules/${facts.appScheduleUuid}`)(facts)
const view = (facts: AppFacts): string => app(`/views/${facts.appViewUuid}`)(facts)
const daily = { cadence: { kind: 'daily', hour: 2, minute: 30 }, timezone: 'Europe/Berlin' }
const live =
  (rest = '') =>
  ({ liveUuid }: AppFacts): string =>
    `/api/v1/app/live/${liveUuid}${rest}`
const session =
  (rest = '') =>
  ({ appSessionUuid }: AppFacts): string =>
    `/api/v1/app/app-sessions/${appSessionUuid}${rest}`
const cellComment = (facts: AppFacts): string => app(`/comments/${facts.commentUuid}`)(facts)
const draft = ({ appUuid }: AppFacts): string => `/api/v1/app/drafts/apps/${appUuid}`
const document = {
  cells: [{ kind: 'text', id: 'said', markdown: 'Matrix' }],
  app: { elements: [{ uuid: 'of-said', cellId: 'said', x: 0, y: 0, w: 36, h: 4 }] },
}

/** A notebook from its beginning to its end; viewers have its app while there is one. */
export const notebookCases: readonly MatrixCase[] = [
  {
    operationId: 'CreateApp',
    path: inProject(),
    body: () => ({ name: 'Matrix', document }),
    learn: ({ uuid }: { uuid: string }, facts) => (facts.appUuid = uuid),
  },
  { operationId: 'ImportApp', path: inProject('/import'), body: () => ({ format: 'ipynb', text: JSON.stringify({ nbformat: 4, cells: [] }) }) },
  { operationId: 'ListApps', path: inProject() },
  { operationId: 'UpdateApp', path: app(), body: () => ({ description: 'Renamed by the matrix' }) },
  { operationId: 'SaveDraft', path: draft, body: () => ({ document, version: null, baseVersion: 1 }) },
  {
    operationId: 'GetDraft',
    path: draft,
    learn: (results: { draft: { version: string } | null }, facts) => (facts.draftVersion = results.draft?.version ?? ''),
  },
  { operationId: 'DiscardDraft', path: (facts) => `${draft(facts)}?version=${facts.draftVersion}` },
  { operationId: 'ForcePublishApp', path: app('/force-publish'), body: () => ({ version: null, comparedVersion: 1 }) },
  {
    operationId: 'PublishApp',
    path: app('/publish'),
    body: () => ({ version: null, comparedVersion: 1 }),
    learn: ({ previewUuid }: { previewUuid: string }, facts) => (facts.appPreviewUuid = previewUuid),
  },
  { operationId: 'GetApp', path: app() },
  {
    operationId: 'StartAppRun',
    path: app('/runs'),
    body: () => ({}),
    learn: ({ run: { uuid } }: { run: { uuid: string } }, facts) => (facts.appRunUuid = uuid),
  },
  { operationId: 'ListAppRuns', path: app('/runs') },
  { operationId: 'OpenAppSession', path: app('/sessions'), body: () => ({ of: 'published' }) },
  {
    operationId: 'OpenAppSession',
    path: app('/sessions'),
    body: () => ({ of: 'draft' }),
    only: 'eda',
    learn: ({ uuid }: { uuid: string }, facts) => (facts.appSessionUuid = uuid),
  },
  { operationId: 'GetAppSession', path: session() },
  { operationId: 'GetAppOfSession', path: session('/app') },
  { operationId: 'SetAppSessionInputs', path: session('/inputs'), body: () => ({ version: 0, values: {}, run: false }) },
  { operationId: 'SendAppSessionFile', path: session('/files/none'), takes: 'bytes', body: () => 'a\n1' },
  { operationId: 'RunAppSession', path: session('/runs'), body: () => ({ wanted: { how: 'stale' } }) },
  { operationId: 'InterruptAppSession', path: session('/interrupt') },
  { operationId: 'GetAppCellView', path: session('/cells/said/view') },
  { operationId: 'GetAppCellCsv', path: session('/cells/said/rows.csv') },
  { operationId: 'GetAppPicture', path: session('/picture.png') },
  { operationId: 'GetAppDocument', path: session('/document.pdf') },
  { operationId: 'GetAppCellPicture', path: session('/cells/said/picture.png') },
  { operationId: 'CloseAppSession', path: session() },
  { operationId: 'FollowAppSession', path: session('/events') },
  { operationId: 'GetAppRun', path: run() },
  { operationId: 'GetAppRunLog', path: run('/log') },
  // Their own runs alone: this is the administrator's.
  { operationId: 'CancelAppRun', path: run('/cancel') },
  { operationId: 'RestoreAppResults', path: run('/restore') },
  { operationId: 'RefreshAppResults', path: app('/refresh-results') },
  { operationId: 'GetAppPublish', path: (facts) => app(`/publish/${facts.appPreviewUuid}`)(facts) },
  {
    operationId: 'CreateAppView',
    path: app('/views'),
    body: () => ({ name: 'Matrix', inputs: {} }),
    learn: ({ uuid }: { uuid: string }, facts) => (facts.appViewUuid = uuid),
  },
  {
    operationId: 'CreateCellComment',
    path: app('/cells/said/comments'),
    body: () => ({ text: 'Why so many?', textHtml: '', mentions: [] }),
    learn: (id: string, facts) => (facts.commentUuid = id),
  },
  { operationId: 'ListCellComments', path: app('/comments') },
  { operationId: 'ListCellMentionable', path: app('/cells/said/mentionable') },
  { operationId: 'ResolveCellComment', path: cellComment },
  // Of the administrator.
  { operationId: 'DeleteCellComment', path: cellComment },
  { operationId: 'ListAppViews', path: app('/views') },
  { operationId: 'UpdateAppView', path: view, body: () => ({ name: 'Matrix too' }) },
  { operationId: 'DeleteAppView', path: view },
  { operationId: 'PreviewAppSchedule', path: app('/schedules/next-times'), body: () => daily },
  {
    operationId: 'CreateAppSchedule',
    path: app('/schedules'),
    body: () => daily,
    learn: ({ uuid }: { uuid: string }, facts) => (facts.appScheduleUuid = uuid),
  },
  { operationId: 'ListAppSchedules', path: app('/schedules') },
  { operationId: 'UpdateAppSchedule', path: schedule, body: () => daily },
  { operationId: 'DeleteAppSchedule', path: schedule },
  { operationId: 'ToggleAppPin', path: app('/pinning') },
  { operationId: 'GetPublishedApp', path: app('/published') },
  {
    operationId: 'ListAppVersions',
    path: app('/versions'),
    learn: ({ versions }: { versions: { versionUuid: string }[] }, facts) => (facts.appVersionUuid = versions[0]?.versionUuid ?? ''),
  },
  { operationId: 'GetAppVersion', path: version() },
  { operationId: 'RollbackApp', path: version('/rollback') },
  { operationId: 'ExportApp', path: app('/file?format=yaml') },
  { operationId: 'SwitchAppEmbedding', path: app('/embedding'), body: () => ({ isOn: true, origins: ['https://shop.example.com'] }) },
  { operationId: 'GetAppEmbedding', path: app('/embedding') },
  { operationId: 'CreateAppEmbedLink', path: app('/embed-links'), body: () => ({ attributes: { tenant: 'matrix' } }) },
  {
    operationId: 'StartLiveSession',
    path: app('/live'),
    body: () => ({}),
    learn: ({ uuid }: { uuid: string }, facts) => (facts.liveUuid = uuid),
  },
  { operationId: 'GetLiveSession', path: live() },
  { operationId: 'SetLiveSessionInputs', path: live('/inputs'), body: () => ({ values: {} }) },
  { operationId: 'LockLiveSession', path: live('/lock'), body: () => ({ isLocked: true }) },
  { operationId: 'HandOverLiveSession', path: live('/host'), body: ({ userUuid }) => ({ userUuid }) },
  { operationId: 'EndLiveSession', path: live() },
  { operationId: 'DuplicateApp', path: app('/duplicate'), body: () => ({}) },
  { operationId: 'DeleteApp', path: app() },
]
