/** Operations of which the table of who may call them does not say all. */

/** Those that answer whoever is signed in with what they may see of the asked, which is nothing for those without the right. */
export const showingNothing: ReadonlySet<string> = new Set([
  'getDashboards',
  'ListContent',
  'GetSavedChartFilters',
  'GetDashboardAvailableFilters',
  'GetDashboardParameters',
  'CancelQuery',
])

/** Those that are asked for what is not there, or cannot be: only who is refused is tested here. */
export const askedForNothing: ReadonlySet<string> = new Set([
  'environments_endpoints_bulk_update_tags_create',
  'endpoints_bulk_update_tags_create',
  'RefreshEndpointTable',
  'CancelEndpointTable',
  'ConnectGithub',
  'ConnectGoogle',
  'ConnectSlack',
  'TestIntegration',
  'DisconnectIntegration',
  'installGithubAppForOrganization',
  'uninstallGithubAppForOrganization',
  'getGithubListRepositories',
  'UpdateCustomSettings',
  'getSlackChannels',
  'BeginGoogleLinking',
  'getAccessToken',
  'uploadGsheet',
  'CommitModels',
  'CreatePullRequestForCustomMetrics',
  'CreatePullRequestForChartFields',
  'DeleteShareLink',
  'DismissFindings',
  'UndoRenameInContent',
  'CreateModelFromUpload',
  'UpdateConnection',
  'ImportModels',
  'PlanContentImport',
  'ImportContent',
  'UndoContentImport',
  'PlanTableDeletion',
  'DeleteUploadedTable',
  'EndOwnSession',
  'BeginIdentityLinking',
  'ResetPasswordOfMember',
  'ResetFactorsOfMember',
  'ConfirmAuthenticatorApp',
  'RenewRecoveryCodes',
  'AddPasskey',
  'RenamePasskey',
  'RemovePasskey',
])

/** Those that nobody but the owner is told of: for all others they are not there. */
export const unseen: ReadonlySet<string> = new Set([
  'GetJob',
  'getSchedulerJobStatus',
  'CancelJob',
  'getCsvUrl',
  'updateNotification',
  'updateWarehouseCredentials',
  'deleteWarehouseCredentials',
  'updateUserWarehouseCredentialsPreference',
])

/** Ways in and out, which have nobody's role: what they are tested by. */
export const entrances: Readonly<Record<string, string>> = {
  Login: 'sessions.server.test.ts',
  Logout: 'sessions.server.test.ts',
  GetSecondStep: 'second-step.server.test.ts',
  AskSecondStepPasskey: 'passkeys.server.test.ts',
  FinishSecondStep: 'second-step.server.test.ts',
  AskPasskeySignIn: 'passkeys.server.test.ts',
  SignInWithPasskey: 'passkeys.server.test.ts',
  ProveIdentity: 'second-step.server.test.ts',
  SetUp: 'organizations.server.test.ts',
  RedeemSignInLink: 'sessions.server.test.ts',
  githubOauthCallback: 'tests/server/integrations.test.ts',
  GoogleSheetsRedirect: 'tests/server/integrations.test.ts',
  LoginOidc: 'tests/server/oidc.test.ts',
  OidcRedirect: 'tests/server/oidc.test.ts',
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

/**
 * What a token of the scopes `user:read` and `project:read` is not refused, by name: who one is, and which projects there are. Jobs and downloads that it is
 * told nothing about are not there; a request is cancelled by whoever sent it.
 */
export const withinUserAndProject: readonly string[] = [
  'CancelJob',
  'CancelQuery',
  'GetAuthenticatedUser',
  'GetConfiguration',
  'getCsvUrl',
  'GetGoogleAccount',
  'GetJob',
  'GetNotificationSettings',
  'GetProject',
  'GetProjectAccessList',
  'GetProjectMemberAccess',
  'getSchedulerJobStatus',
  'GetTablesConfiguration',
  'getUserWarehouseCredentialsPreference',
  'GetWriteBack',
  'ListAbilities',
  'ListMyAvailableOrganizations',
  'ListOrganizationProjects',
  'ListOwnAbilities',
  'ListRoles',
  'personal_api_keys_current_retrieve',
  'projects_retrieve',
  'users_me_retrieve',
]
