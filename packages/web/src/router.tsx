import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { ApiError } from './api/api-error.ts'
import { ownAbilitiesQuery } from './api/abilities.ts'
import { setupQuery, userQuery } from './api/session.ts'
import { keepsPlace } from './shell/keeps-place.ts'
import { loadShell } from './shell/load-shell.ts'
import { NotFound } from './shell/not-found.tsx'
import { PagePending } from './shell/page-pending.tsx'
import { ProjectFrame } from './shell/project-frame.tsx'
import { RouteError } from './shell/route-error.tsx'
import { Shell } from './shell/shell.tsx'
import { root, signedOut } from './signed-out-routes.ts'

/** Everything behind the sign-in, inside the frame. */
const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    try {
      const { organizationUuid, mustEnrol } = await context.queryClient.ensureQueryData(userQuery)
      // Whoever is in no organization yet has nothing behind the frame: first they join one.
      if (organizationUuid === undefined) throw redirect({ href: '/verify-email' })
      if (mustEnrol === true) throw redirect({ href: `/second-factor?redirect=${encodeURIComponent(location.href)}` })
    } catch (error) {
      if (!(error instanceof ApiError) || error.statusCode !== 401) throw error
      const { open } = await context.queryClient.fetchQuery(setupQuery).catch(() => ({ open: false }))
      throw open ? redirect({ href: '/setup' }) : redirect({ href: `/login?redirect=${encodeURIComponent(location.href)}` })
    }
  },
  loader: ({ context, params }) => loadShell(context.queryClient, (params as { project?: string }).project),
})
const start = createRoute({
  getParentRoute: () => app,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/home/start-page.tsx'), 'StartPage'),
})
const share = createRoute({
  getParentRoute: () => app,
  path: '/share/$link',
  component: lazyRouteComponent(() => import('./pages/share/share-page.tsx'), 'SharePage'),
})
const cliLogin = createRoute({
  getParentRoute: () => app,
  path: '/cli-login',
  component: lazyRouteComponent(() => import('./pages/cli-login/cli-login-page.tsx'), 'CliLoginPage'),
})
const project = createRoute({
  getParentRoute: () => app,
  path: '/p/$project',
  component: ProjectFrame,
  // Of another project there is another frame.
  loader: ({ context, params }) => loadShell(context.queryClient, params.project),
})
const home = createRoute({
  getParentRoute: () => project,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/home/home-page.tsx'), 'HomePage'),
})
const explores = createRoute({
  getParentRoute: () => project,
  path: '/explore',
  component: lazyRouteComponent(() => import('./pages/explores/explores-page.tsx'), 'ExploresPage'),
})
const explore = createRoute({
  getParentRoute: () => project,
  path: '/explore/$explore',
  component: lazyRouteComponent(() => import('./pages/explore/explore-page.tsx'), 'ExplorePage'),
})
const chart = createRoute({
  getParentRoute: () => project,
  path: '/charts/$chart',
  component: lazyRouteComponent(() => import('./pages/chart/chart-page.tsx'), 'ChartPage'),
})
const chartHistory = createRoute({
  getParentRoute: () => project,
  path: '/charts/$chart/history',
  component: lazyRouteComponent(() => import('./pages/chart/chart-history-page.tsx'), 'ChartHistoryPage'),
})
const chartEdit = createRoute({
  getParentRoute: () => project,
  path: '/charts/$chart/edit',
  component: lazyRouteComponent(() => import('./pages/explore/chart-edit-page.tsx'), 'ChartEditPage'),
})
const sqlChart = createRoute({
  getParentRoute: () => project,
  path: '/sql-charts/$sqlChart',
  component: lazyRouteComponent(() => import('./pages/sql-chart/sql-chart-page.tsx'), 'SqlChartPage'),
})
const sqlChartEdit = createRoute({
  getParentRoute: () => project,
  path: '/sql-charts/$sqlChart/edit',
  component: lazyRouteComponent(() => import('./pages/sql-chart/sql-chart-edit-page.tsx'), 'SqlChartEditPage'),
})
const sqlChartHistory = createRoute({
  getParentRoute: () => project,
  path: '/sql-charts/$sqlChart/history',
  component: lazyRouteComponent(() => import('./pages/sql-chart/sql-chart-history-page.tsx'), 'SqlChartHistoryPage'),
})

const notebooks = createRoute({
  getParentRoute: () => project,
  path: '/notebooks',
  component: lazyRouteComponent(() => import('./pages/notebooks/notebooks-page.tsx'), 'NotebooksPage'),
})
const notebook = createRoute({
  getParentRoute: () => project,
  path: '/notebooks/$notebook',
  component: lazyRouteComponent(() => import('./pages/notebooks/notebook-page.tsx'), 'NotebookPage'),
})
const notebookHistory = createRoute({
  getParentRoute: () => project,
  path: '/notebooks/$notebook/history',
  component: lazyRouteComponent(() => import('./pages/notebooks/notebook-history-page.tsx'), 'NotebookHistoryPage'),
})
const publishedApp = createRoute({
  getParentRoute: () => project,
  path: '/apps/$app',
  component: lazyRouteComponent(() => import('./pages/apps/app-page.tsx'), 'AppPage'),
})
const appRuns = createRoute({
  getParentRoute: () => project,
  path: '/apps/$app/runs',
  component: lazyRouteComponent(() => import('./pages/apps/runs/app-runs-page.tsx'), 'AppRunsPage'),
})
const appRun = createRoute({
  getParentRoute: () => project,
  path: '/apps/$app/runs/$run',
  component: lazyRouteComponent(() => import('./pages/apps/runs/app-run-page.tsx'), 'AppRunPage'),
})
const endpoints = createRoute({
  getParentRoute: () => project,
  path: '/endpoints',
  component: lazyRouteComponent(() => import('./pages/endpoints/endpoints-page.tsx'), 'EndpointsPage'),
})
const endpoint = createRoute({
  getParentRoute: () => project,
  path: '/endpoints/$endpoint',
  component: lazyRouteComponent(() => import('./pages/endpoints/endpoint-page.tsx'), 'EndpointPage'),
})
const dashboards = createRoute({
  getParentRoute: () => project,
  path: '/dashboards',
  component: lazyRouteComponent(() => import('./pages/dashboards/dashboards-page.tsx'), 'DashboardsPage'),
})
const dashboard = createRoute({
  getParentRoute: () => project,
  path: '/dashboards/$dashboard',
  component: lazyRouteComponent(() => import('./pages/dashboard/dashboard-page.tsx'), 'DashboardPage'),
})

const spaces = createRoute({
  getParentRoute: () => project,
  path: '/spaces',
  component: lazyRouteComponent(() => import('./pages/spaces/spaces-page.tsx'), 'SpacesPage'),
})
const space = createRoute({
  getParentRoute: () => project,
  path: '/spaces/$space',
  component: lazyRouteComponent(() => import('./pages/space/space-page.tsx'), 'SpacePage'),
})
const contentImport = createRoute({
  getParentRoute: () => project,
  path: '/import',
  component: lazyRouteComponent(() => import('./pages/content-import/content-import-page.tsx'), 'ContentImportPage'),
})
const trash = createRoute({
  getParentRoute: () => project,
  path: '/trash',
  component: lazyRouteComponent(() => import('./pages/trash/trash-page.tsx'), 'TrashPage'),
})
/** Settings of the organization and one's own, with their navigation beside them. */
const accountSettings = createRoute({
  getParentRoute: () => app,
  id: 'accountSettings',
  component: lazyRouteComponent(() => import('./settings/organization-settings.tsx'), 'OrganizationSettings'),
  // Its navigation is painted once, too; when the rights cannot be asked for, the pages say why.
  loader: ({ context }) => context.queryClient.prefetchQuery(ownAbilitiesQuery),
})
const settingsStart = createRoute({
  getParentRoute: () => accountSettings,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings/settings-start.tsx'), 'SettingsStart'),
})
const groups = createRoute({
  getParentRoute: () => accountSettings,
  path: '/settings/groups',
  component: lazyRouteComponent(() => import('./pages/groups/groups-page.tsx'), 'GroupsPage'),
})
const group = createRoute({
  getParentRoute: () => accountSettings,
  path: '/settings/groups/$group',
  component: lazyRouteComponent(() => import('./pages/groups/group-page.tsx'), 'GroupPage'),
})
const attributes = createRoute({
  getParentRoute: () => accountSettings,
  path: '/settings/attributes',
  component: lazyRouteComponent(() => import('./pages/attributes/attributes-page.tsx'), 'AttributesPage'),
})
/** One's own account, private while somebody views as its owner. */
const ownAccount = createRoute({
  getParentRoute: () => accountSettings,
  id: 'ownAccount',
  component: lazyRouteComponent(() => import('./settings/own-account.tsx'), 'OwnAccount'),
})
const profile = createRoute({
  getParentRoute: () => ownAccount,
  path: '/me',
  component: lazyRouteComponent(() => import('./pages/profile/profile-page.tsx'), 'ProfilePage'),
})
const audit = createRoute({
  getParentRoute: () => accountSettings,
  path: '/settings/audit',
  component: lazyRouteComponent(() => import('./pages/audit/audit-page.tsx'), 'AuditPage'),
})
const signInMethods = createRoute({
  getParentRoute: () => accountSettings,
  path: '/settings/sign-in-methods',
  component: lazyRouteComponent(() => import('./pages/sign-in-methods/sign-in-methods-page.tsx'), 'SignInMethodsPage'),
})
const serviceAccounts = createRoute({
  getParentRoute: () => accountSettings,
  path: '/settings/service-accounts',
  component: lazyRouteComponent(() => import('./pages/service-accounts/service-accounts-page.tsx'), 'ServiceAccountsPage'),
})
const serviceAccount = createRoute({
  getParentRoute: () => accountSettings,
  path: '/settings/service-accounts/$account',
  component: lazyRouteComponent(() => import('./pages/service-accounts/service-account-page.tsx'), 'ServiceAccountPage'),
})
const organizationTokens = createRoute({
  getParentRoute: () => accountSettings,
  path: '/settings/tokens',
  component: lazyRouteComponent(() => import('./pages/organization-tokens/organization-tokens-page.tsx'), 'OrganizationTokensPage'),
})
const scim = createRoute({
  getParentRoute: () => accountSettings,
  path: '/settings/scim',
  component: lazyRouteComponent(() => import('./pages/scim/scim-page.tsx'), 'ScimPage'),
})
const integrations = createRoute({
  getParentRoute: () => accountSettings,
  path: '/settings/integrations',
  component: lazyRouteComponent(() => import('./pages/integrations/integrations-page.tsx'), 'IntegrationsPage'),
})
const apiDocs = createRoute({
  getParentRoute: () => accountSettings,
  path: '/docs/api',
  component: lazyRouteComponent(() => import('./pages/api-docs/api-docs-page.tsx'), 'ApiDocsPage'),
})
const members = createRoute({
  getParentRoute: () => accountSettings,
  path: '/settings/members',
  component: lazyRouteComponent(() => import('./pages/members/members-page.tsx'), 'MembersPage'),
})
const security = createRoute({
  getParentRoute: () => ownAccount,
  path: '/me/security',
  component: lazyRouteComponent(() => import('./pages/security/security-page.tsx'), 'SecurityPage'),
})
const tokens = createRoute({
  getParentRoute: () => ownAccount,
  path: '/me/tokens',
  component: lazyRouteComponent(() => import('./pages/profile/tokens-page.tsx'), 'TokensPage'),
})
const graphql = createRoute({
  getParentRoute: () => accountSettings,
  path: '/graphql',
  component: lazyRouteComponent(() => import('./pages/graphql/graphql-page.tsx'), 'GraphqlPage'),
})
const dashboardEdit = createRoute({
  getParentRoute: () => project,
  path: '/dashboards/$dashboard/edit',
  component: lazyRouteComponent(() => import('./pages/dashboard/edit/dashboard-edit-page.tsx'), 'DashboardEditPage'),
})
const dashboardHistory = createRoute({
  getParentRoute: () => project,
  path: '/dashboards/$dashboard/history',
  component: lazyRouteComponent(() => import('./pages/dashboard/history/dashboard-history-page.tsx'), 'DashboardHistoryPage'),
})
const sql = createRoute({
  getParentRoute: () => project,
  path: '/sql',
  component: lazyRouteComponent(() => import('./pages/sql/sql-page.tsx'), 'SqlPage'),
})

const catalog = createRoute({
  getParentRoute: () => project,
  path: '/catalog',
  component: lazyRouteComponent(() => import('./pages/catalog/catalog-page.tsx'), 'CatalogPage'),
})
const metric = createRoute({
  getParentRoute: () => project,
  path: '/catalog/metrics/$item',
  component: lazyRouteComponent(() => import('./pages/metric/metric-page.tsx'), 'MetricPage'),
})
const lineage = createRoute({
  getParentRoute: () => project,
  path: '/lineage',
  component: lazyRouteComponent(() => import('./pages/lineage/lineage-page.tsx'), 'LineagePage'),
})

const develop = createRoute({
  getParentRoute: () => project,
  path: '/develop',
  component: lazyRouteComponent(() => import('./pages/develop/develop-page.tsx'), 'DevelopPage'),
})
const modelTables = createRoute({
  getParentRoute: () => project,
  path: '/develop/tables',
  component: lazyRouteComponent(() => import('./pages/develop/tables/model-tables-page.tsx'), 'ModelTablesPage'),
})
const contentFiles = createRoute({
  getParentRoute: () => project,
  path: '/develop/content',
  component: lazyRouteComponent(() => import('./pages/content-files/content-files-page.tsx'), 'ContentFilesPage'),
})
const validation = createRoute({
  getParentRoute: () => project,
  path: '/develop/validation',
  component: lazyRouteComponent(() => import('./pages/develop/validation-page.tsx'), 'ValidationPage'),
})

/** Settings of a project, with their navigation beside them. */
const projectSettings = createRoute({
  getParentRoute: () => project,
  id: 'projectSettings',
  component: lazyRouteComponent(() => import('./settings/project-settings.tsx'), 'ProjectSettingsFrame'),
})
const categories = createRoute({
  getParentRoute: () => projectSettings,
  path: '/settings/categories',
  component: lazyRouteComponent(() => import('./pages/categories/categories-page.tsx'), 'CategoriesPage'),
})
const git = createRoute({
  getParentRoute: () => projectSettings,
  path: '/settings/git',
  component: lazyRouteComponent(() => import('./pages/project-git/git-page.tsx'), 'GitPage'),
})
const tables = createRoute({
  getParentRoute: () => projectSettings,
  path: '/settings/tables',
  component: lazyRouteComponent(() => import('./pages/tables-settings/tables-settings-page.tsx'), 'TablesSettingsPage'),
})
const access = createRoute({
  getParentRoute: () => projectSettings,
  path: '/settings/access',
  component: lazyRouteComponent(() => import('./pages/access/access-page.tsx'), 'AccessPage'),
})
const settings = createRoute({
  getParentRoute: () => projectSettings,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings/settings-page.tsx'), 'SettingsPage'),
})

const newProject = createRoute({
  getParentRoute: () => project,
  path: '/new-project',
  component: lazyRouteComponent(() => import('./pages/new-project/new-project-page.tsx'), 'NewProjectPage'),
})

/** Query strings are plain text here: pages that keep state in them have their own codec. */
const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text))
const stringifySearch = (search: Record<string, unknown>): string => {
  const text = new URLSearchParams(Object.entries(search).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : []))).toString()
  return text === '' ? '' : `?${text}`
}

const charts = [chart, chartHistory, chartEdit, sqlChart, sqlChartEdit, sqlChartHistory] as const
const boards = [dashboards, dashboard, dashboardEdit, dashboardHistory] as const
const places = [catalog, metric, lineage, spaces, space] as const

/** The table of routes. A page is one line here and one folder in `pages/`. */
export const makeRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree: root.addChildren([
      ...signedOut,
      app.addChildren([
        start,
        share,
        cliLogin,
        accountSettings.addChildren([
          settingsStart,
          members,
          groups,
          group,
          attributes,
          signInMethods,
          serviceAccounts,
          serviceAccount,
          organizationTokens,
          scim,
          integrations,
          apiDocs,
          audit,
          graphql,
          ownAccount.addChildren([profile, security, tokens]),
        ]),
        project.addChildren([
          home,
          explores,
          explore,
          ...charts,
          notebooks,
          notebook,
          notebookHistory,
          publishedApp,
          appRuns,
          appRun,
          endpoints,
          endpoint,
          ...boards,
          sql,
          ...places,
          contentImport,
          trash,
          develop,
          modelTables,
          contentFiles,
          validation,
          projectSettings.addChildren([settings, tables, categories, git, access]),
          newProject,
        ]),
      ]),
    ]),
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPreload: false,
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: NotFound,
    defaultPendingComponent: PagePending,
    defaultPendingMs: 200,
    defaultPendingMinMs: 0,
    scrollRestoration: keepsPlace(),
  })
