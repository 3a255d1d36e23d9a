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
const draft = ({ appUuid }: AppFacts): string => `/api/v1/app/drafts/apps/${appUuid}`
const document = { cells: [{ kind: 'text', id: 'said', markdown: 'Matrix' }] }

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
  { operationId: 'GetApp', path: app() },
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
  { operationId: 'DuplicateApp', path: app('/duplicate'), body: () => ({}) },
  { operationId: 'DeleteApp', path: app() },
]
