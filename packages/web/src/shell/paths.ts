/** Addresses of pages. Every link goes through here, so that a path is spelled once. */
const project = (projectUuid: string): string => `/p/${encodeURIComponent(projectUuid)}`
/** A page as of a moment, ISO 8601; as it is now without one. */
const at = (path: string, asOf: string | undefined): string => (asOf === undefined ? path : `${path}?${new URLSearchParams({ asOf }).toString()}`)
const tabOf = (tab: string | null): string => (tab === null ? '' : `?${new URLSearchParams({ tab }).toString()}`)

export const paths = {
  home: (projectUuid: string) => project(projectUuid),
  explores: (projectUuid: string) => `${project(projectUuid)}/explore`,
  /** `search` is a finished query string, without `?`. */
  explore: (projectUuid: string, exploreName: string, search = '') =>
    `${project(projectUuid)}/explore/${encodeURIComponent(exploreName)}${search === '' ? '' : `?${search}`}`,
  chart: (projectUuid: string, chartUuid: string, asOf?: string) => at(`${project(projectUuid)}/charts/${encodeURIComponent(chartUuid)}`, asOf),
  chartEdit: (projectUuid: string, chartUuid: string) => `${project(projectUuid)}/charts/${encodeURIComponent(chartUuid)}/edit`,
  chartHistory: (projectUuid: string, chartUuid: string) => `${project(projectUuid)}/charts/${encodeURIComponent(chartUuid)}/history`,
  dashboards: (projectUuid: string, asOf?: string) => at(`${project(projectUuid)}/dashboards`, asOf),
  dashboard: (projectUuid: string, dashboardUuid: string, asOf?: string) => at(`${project(projectUuid)}/dashboards/${encodeURIComponent(dashboardUuid)}`, asOf),
  /** `tab` is the one that is shown first. */
  dashboardTab: (projectUuid: string, dashboardUuid: string, tab: string | null) =>
    `${project(projectUuid)}/dashboards/${encodeURIComponent(dashboardUuid)}${tabOf(tab)}`,
  dashboardEdit: (projectUuid: string, dashboardUuid: string, tab: string | null = null) =>
    `${project(projectUuid)}/dashboards/${encodeURIComponent(dashboardUuid)}/edit${tabOf(tab)}`,
  dashboardHistory: (projectUuid: string, dashboardUuid: string) => `${project(projectUuid)}/dashboards/${encodeURIComponent(dashboardUuid)}/history`,
  sql: (projectUuid: string) => `${project(projectUuid)}/sql`,
  /** The SQL runner with a virtual view to be changed in a tab of its own. */
  sqlEdit: (projectUuid: string, what: { view: string }) => `${project(projectUuid)}/sql#${new URLSearchParams(what).toString()}`,
  sqlChart: (projectUuid: string, chartUuid: string, asOf?: string) => at(`${project(projectUuid)}/sql-charts/${encodeURIComponent(chartUuid)}`, asOf),
  sqlChartEdit: (projectUuid: string, chartUuid: string) => `${project(projectUuid)}/sql-charts/${encodeURIComponent(chartUuid)}/edit`,
  sqlChartHistory: (projectUuid: string, chartUuid: string) => `${project(projectUuid)}/sql-charts/${encodeURIComponent(chartUuid)}/history`,
  /** `search` is what the page reads from its address; empty parts are left out. */
  catalog: (projectUuid: string, search: Readonly<Record<string, string | undefined>> = {}) => {
    const text = new URLSearchParams(Object.entries(search).flatMap(([key, value]) => (value ? [[key, value]] : []))).toString()
    return `${project(projectUuid)}/catalog${text === '' ? '' : `?${text}`}`
  },
  metric: (projectUuid: string, itemUuid: string) => `${project(projectUuid)}/catalog/metrics/${encodeURIComponent(itemUuid)}`,
  /** `focus` as the server names nodes: `field:orders_revenue`, `chart:<id>`. */
  lineage: (projectUuid: string, focus?: string) =>
    `${project(projectUuid)}/lineage${focus === undefined ? '' : `?${new URLSearchParams({ focus }).toString()}`}`,
  categories: (projectUuid: string) => `${project(projectUuid)}/settings/categories`,
  tables: (projectUuid: string) => `${project(projectUuid)}/settings/tables`,
  spaces: (projectUuid: string, asOf?: string) => at(`${project(projectUuid)}/spaces`, asOf),
  space: (projectUuid: string, spaceUuid: string) => `${project(projectUuid)}/spaces/${encodeURIComponent(spaceUuid)}`,
  contentImport: (projectUuid: string) => `${project(projectUuid)}/import`,
  notebooks: (projectUuid: string) => `${project(projectUuid)}/notebooks`,
  notebook: (projectUuid: string, notebookUuid: string) => `${project(projectUuid)}/notebooks/${encodeURIComponent(notebookUuid)}`,
  /** Opens it at a cell. */
  notebookCell: (projectUuid: string, notebookUuid: string, cellId: string) =>
    `${project(projectUuid)}/notebooks/${encodeURIComponent(notebookUuid)}?${new URLSearchParams({ cell: cellId }).toString()}`,
  notebookHistory: (projectUuid: string, notebookUuid: string) => `${project(projectUuid)}/notebooks/${encodeURIComponent(notebookUuid)}/history`,
  app: (projectUuid: string, appUuid: string) => `${project(projectUuid)}/apps/${encodeURIComponent(appUuid)}`,
  appRuns: (projectUuid: string, appUuid: string) => `${project(projectUuid)}/apps/${encodeURIComponent(appUuid)}/runs`,
  appRun: (projectUuid: string, appUuid: string, runUuid: string) =>
    `${project(projectUuid)}/apps/${encodeURIComponent(appUuid)}/runs/${encodeURIComponent(runUuid)}`,
  endpoints: (projectUuid: string) => `${project(projectUuid)}/endpoints`,
  endpoint: (projectUuid: string, name: string) => `${project(projectUuid)}/endpoints/${encodeURIComponent(name)}`,
  trash: (projectUuid: string) => `${project(projectUuid)}/trash`,
  /** `search` names the file that is open. */
  develop: (projectUuid: string, search: { file?: string } = {}) => {
    const text = new URLSearchParams(search).toString()
    return `${project(projectUuid)}/develop${text === '' ? '' : `?${text}`}`
  },
  /** `search` is a finished query string, without `?`. */
  modelTables: (projectUuid: string, search = '') => `${project(projectUuid)}/develop/tables${search === '' ? '' : `?${search}`}`,
  contentFiles: (projectUuid: string) => `${project(projectUuid)}/develop/content`,
  validation: (projectUuid: string) => `${project(projectUuid)}/develop/validation`,
  newProject: (projectUuid: string) => `${project(projectUuid)}/new-project`,
  settings: (projectUuid: string) => `${project(projectUuid)}/settings`,
  git: (projectUuid: string) => `${project(projectUuid)}/settings/git`,
  access: (projectUuid: string) => `${project(projectUuid)}/settings/access`,
  /** `filter` as the page reads it; empty parts are left out. */
  audit: (filter: Readonly<Record<string, string | undefined>> = {}) => {
    const text = new URLSearchParams(Object.entries(filter).flatMap(([key, value]) => (value ? [[key, value]] : []))).toString()
    return `/settings/audit${text === '' ? '' : `?${text}`}`
  },
  signInMethods: () => '/settings/sign-in-methods',
  members: () => '/settings/members',
  organizationSettings: () => '/settings',
  groups: () => '/settings/groups',
  group: (groupUuid: string) => `/settings/groups/${encodeURIComponent(groupUuid)}`,
  attributes: () => '/settings/attributes',
  serviceAccounts: () => '/settings/service-accounts',
  serviceAccount: (accountUuid: string) => `/settings/service-accounts/${encodeURIComponent(accountUuid)}`,
  organizationTokens: () => '/settings/tokens',
  scim: () => '/settings/scim',
  integrations: () => '/settings/integrations',
  /** `operation` is the one that is open. */
  apiDocs: (operation?: string) => (operation === undefined ? '/docs/api' : `/docs/api?${new URLSearchParams({ operation }).toString()}`),
  profile: () => '/me',
  security: () => '/me/security',
  tokens: () => '/me/tokens',
  graphql: () => '/graphql',
  login: () => '/login',
  register: () => '/register',
  forgotPassword: () => '/forgot-password',
  secondFactor: () => '/second-factor',
  verifyEmail: () => '/verify-email',
} as const
