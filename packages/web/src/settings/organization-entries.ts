import {
  IconBrandGraphql,
  IconApi,
  IconHistory,
  IconKey,
  IconLogin2,
  IconPlugConnected,
  IconRobot,
  IconShieldLock,
  IconUser,
  IconUserCode,
  IconUserCog,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'
import { paths } from '../shell/paths.ts'
import type { SettingsSection } from './settings-entry.ts'

/** The settings of the organization and one's own, in the order shown. A page is one entry here and one route below `accountSettings`. */
export const organizationSections: readonly SettingsSection[] = [
  {
    key: 'people',
    entries: [
      { key: 'members', icon: IconUsers, href: paths.members(), needs: 'member.view' },
      { key: 'groups', icon: IconUsersGroup, href: paths.groups(), needs: 'group.view' },
      { key: 'attributes', icon: IconUserCode, href: paths.attributes(), needs: 'attribute.manage' },
      { key: 'serviceAccounts', icon: IconRobot, href: paths.serviceAccounts(), needs: 'service_account.view' },
    ],
  },
  {
    key: 'security',
    entries: [
      { key: 'signInMethods', icon: IconLogin2, href: paths.signInMethods(), needs: 'identity_provider.manage' },
      { key: 'organizationTokens', icon: IconKey, href: paths.organizationTokens(), needs: 'token.view' },
      { key: 'scim', icon: IconUserCog, href: paths.scim(), needs: 'scim.view' },
      { key: 'audit', icon: IconHistory, href: paths.audit(), needs: 'audit.view' },
    ],
  },
  {
    key: 'services',
    entries: [
      { key: 'integrations', icon: IconPlugConnected, href: paths.integrations(), needs: 'integration.manage' },
      { key: 'apiDocs', icon: IconApi, href: paths.apiDocs() },
      { key: 'graphql', icon: IconBrandGraphql, href: paths.graphql() },
    ],
  },
  {
    key: 'me',
    entries: [
      { key: 'profile', icon: IconUser, href: paths.profile() },
      { key: 'security', icon: IconShieldLock, href: paths.security() },
      { key: 'tokens', icon: IconKey, href: paths.tokens() },
    ],
  },
]
