/**
 * Who may call each operation, read off the contract's tables of operations and roles (what is ours: off its neighbours
 * there). Letters: n(obody), f(oreigner: administrator of another organization), m(ember), v(iewer), i(nteractive
 * viewer), e(ditor), d(eveloper), a(dmin). Content is in a public space that the administrator made.
 */
const everybody = 'nfmvieda'
const signedIn = 'fmvieda'
const viewers = 'vieda'
const askers = 'ieda'
const editors = 'eda'
const developers = 'da'
const admins = 'a'
/** On the own organization, which the foreigner has too. */
const adminsOfTheirs = 'fa'

export const expected: Readonly<Record<string, string>> = {
  Livez: everybody,
  GetHealth: everybody,
  GetFlash: everybody,
  getLoginOptions: everybody,
  GetSetupState: everybody,
  // Whoever has the address has the right.
  DownloadCsvFile: everybody,

  GetAuthenticatedUser: signedIn,
  UpdateUser: signedIn,
  HasPassword: signedIn,
  UpdatePassword: signedIn,
  ListPersonalAccessTokens: signedIn,
  CreatePersonalAccessToken: signedIn,
  'Rotate personal access token': signedIn,
  DeletePersonalAccessToken: signedIn,

  ListOwnAbilities: signedIn,
  ListRoles: signedIn,
  GetMyOrganization: signedIn,
  ListOrganizationProjects: signedIn,
  ListOrganizationMembers: signedIn,
  ListGroupsInOrganization: signedIn,
  GetOrganizationMemberByUuid: 'mvieda',
  UpdateMyOrganization: adminsOfTheirs,
  UpdateOrganizationMember: admins,
  ListAttributeUses: adminsOfTheirs,
  getUserAttributes: adminsOfTheirs,
  createUserAttribute: admins,
  updateUserAttribute: admins,
  removeUserAttribute: admins,
  CreateGroupInOrganization: admins,
  GetGroupGrants: admins,
  GetGroupLosses: admins,
  getGroup: admins,
  getGroupMembers: admins,
  updateGroup: admins,
  deleteGroup: admins,
  addUserToGroup: admins,
  removeUserFromGroup: admins,
  addProjectAccessToGroup: admins,
  updateProjectAccessForGroup: admins,
  removeProjectAccessFromGroup: admins,

  CompleteUserSetup: signedIn,
  CreateEmailOneTimePasscode: signedIn,
  GetEmailVerificationStatus: signedIn,
  ListMyAvailableOrganizations: signedIn,
  GetLinkedIdentities: signedIn,
  DeleteLinkedIdentity: signedIn,
  ListOwnSessions: signedIn,
  EndOwnSession: signedIn,
  EndOtherSessions: signedIn,
  GetOnboardingStatus: signedIn,
  SetOnboardingShown: signedIn,
  ListOrganizationEmailDomains: signedIn,
  UpdateOrganizationEmailDomains: adminsOfTheirs,
  CreateInviteLink: adminsOfTheirs,
  RevokeInviteLinks: adminsOfTheirs,
  GetMemberFootprint: admins,
  SetMemberActive: admins,
  ResetPasswordOfMember: admins,
  DeleteOrganizationMember: admins,

  ListAudit: adminsOfTheirs,
  GetAuditFacets: adminsOfTheirs,
  ExportAudit: adminsOfTheirs,

  getWarehouseCredentials: signedIn,
  createWarehouseCredentials: signedIn,
  // The administrator's own.
  updateWarehouseCredentials: admins,
  deleteWarehouseCredentials: admins,
  updateUserWarehouseCredentialsPreference: admins,
  getUserWarehouseCredentialsPreference: viewers,

  // Previews: of a project, and on their own, which the foreigner makes at home.
  CreateProject: developers,
  CreatePrecompiledProject: 'fda',
  UpdateProject: editors,
  updateProjectMetadata: admins,
  updateSchedulerSettings: editors,
  DeleteProject: developers,
  PlanProjectDeletion: admins,
  GetConnection: editors,
  UpdateConnection: editors,
  TestConnection: editors,

  ExplainAccess: admins,
  GetProject: viewers,
  GetHome: viewers,
  ListAbilities: viewers,
  GetExplores: viewers,
  GetExplore: viewers,
  CompileQuery: viewers,
  SearchFieldValues: viewers,
  HasSavedCharts: viewers,
  DownloadCsvFromExplore: viewers,
  RunMetricQuery: askers,
  postRunUnderlyingDataQuery: askers,
  CalculateTotalFromQuery: askers,
  CalculateSubtotalsFromQuery: askers,
  RunSqlQuery: developers,
  SqlRunnerTables: developers,
  SqlRunnerFields: developers,
  // Of a query that the administrator runs.
  CancelQuery: admins,
  getSchedulerJobStatus: admins,
  getCsvUrl: admins,

  ListProjectAccess: admins,
  GetProjectAccessList: viewers,
  GetProjectMemberAccess: viewers,
  GetProjectGroupAccesses: admins,
  GrantProjectAccessToUser: admins,
  UpdateProjectAccessForUser: admins,
  RevokeProjectAccessForUser: admins,
  // It compiles the models anew.
  UpdateProjectSettings: developers,

  ListSpacesInProject: viewers,
  GetSpace: viewers,
  CreateSpaceInProject: editors,
  UpdateSpace: admins,
  PreviewSpacePrivacy: admins,
  DeleteSpace: admins,
  AddSpaceUserAccess: admins,
  RevokeSpaceAccessForUser: admins,
  AddSpaceGroupAccess: admins,
  RevokeGroupSpaceAccess: admins,

  ListChartsInProject: viewers,
  ListChartSummariesInProject: viewers,
  GetSavedChart: viewers,
  GetSavedChartViews: viewers,
  GetSavedChartFilters: viewers,
  GetChartHistory: viewers,
  GetChartVersion: viewers,
  getChartVersionResults: viewers,
  PostChartResults: viewers,
  PostDashboardTile: viewers,
  CalculateTotalFromSavedChart: viewers,
  CalculateSubtotalsFromSavedChart: viewers,
  CalculateGroupTotalsFromSavedChart: viewers,
  DownloadCsvFromSavedChart: viewers,
  CreateSavedChart: editors,
  UpdateSavedChart: editors,
  UpdateSavedCharts: editors,
  CreateSavedChartVersion: editors,
  postChartVersionRollback: editors,
  DeleteSavedChart: editors,

  getDashboards: viewers,
  GetDashboard: viewers,
  GetDashboardViews: viewers,
  GetDashboardAvailableFilters: viewers,
  GetDashboardParameters: viewers,
  GetDashboardHistory: viewers,
  GetDashboardVersion: viewers,
  createDashboard: editors,
  UpdateDashboard: editors,
  updateDashboards: editors,
  RollbackDashboard: editors,
  DeleteDashboard: editors,

  CompileModels: developers,
  ListModels: developers,
  ListModelProblems: viewers,
  OpenModelFile: developers,
  SaveModelFile: developers,
  ValidateModels: developers,
  SampleModel: developers,
  ProposeModel: developers,
  ExportModels: developers,
  DownloadModels: developers,
  PlanModelDeletion: developers,
  RenameModelFile: developers,
  DeleteModels: developers,
  BeginUpload: developers,
  SendUploadPart: developers,
  PreviewUpload: developers,
  CreateModelFromUpload: developers,
  ImportModels: developers,
  DiscardUpload: developers,
  PlanTableDeletion: developers,
  DeleteUploadedTable: developers,
}

/** Those that answer whoever is signed in with what they may see of the asked, which is nothing for those without the right. */
export const showingNothing: ReadonlySet<string> = new Set([
  'getDashboards',
  'GetSavedChartFilters',
  'GetDashboardAvailableFilters',
  'GetDashboardParameters',
  'CancelQuery',
])

/** Those that are asked for what is not there, or cannot be: only who is refused is tested here. */
export const askedForNothing: ReadonlySet<string> = new Set([
  'CreateModelFromUpload',
  'UpdateConnection',
  'ImportModels',
  'PlanTableDeletion',
  'DeleteUploadedTable',
  'EndOwnSession',
  'ResetPasswordOfMember',
])

/** Those that nobody but the owner is told of: for all others they are not there. */
export const unseen: ReadonlySet<string> = new Set([
  'getSchedulerJobStatus',
  'getCsvUrl',
  'updateWarehouseCredentials',
  'deleteWarehouseCredentials',
  'updateUserWarehouseCredentialsPreference',
])

/** Ways in and out, which have nobody's role: what they are tested by. */
export const entrances: Readonly<Record<string, string>> = {
  Login: 'sessions.server.test.ts',
  Logout: 'sessions.server.test.ts',
  SetUp: 'organizations.server.test.ts',
  RedeemSignInLink: 'sessions.server.test.ts',
  RegisterUser: 'accounts.server.test.ts',
  GetInviteLink: 'accounts.server.test.ts',
  CreatePasswordReset: 'tests/server/accounts.test.ts',
  VerifyPasswordReset: 'accounts.server.test.ts',
  ResetPassword: 'accounts.server.test.ts',
  JoinOrganization: 'accounts.server.test.ts',
  CreateOrganization: 'organizations.server.test.ts',
  DeleteMe: 'accounts.server.test.ts',
  DeleteMyOrganization: 'tests/server/accounts.test.ts',
}
