import { admins, adminsOfTheirs } from './who.ts'

/** Rows of SCIM: called by service accounts of the same roles, with a token for it. */
export const scimRows: Readonly<Record<string, string>> = {
  GetScimServiceProviderConfig: adminsOfTheirs,
  ListScimResourceTypes: adminsOfTheirs,
  GetScimResourceType: adminsOfTheirs,
  ListScimSchemas: adminsOfTheirs,
  GetScimSchema: adminsOfTheirs,
  ListScimUsers: adminsOfTheirs,
  CreateScimUser: adminsOfTheirs,
  ListScimGroups: adminsOfTheirs,
  CreateScimGroup: adminsOfTheirs,
  GetScimUser: admins,
  ReplaceScimUser: admins,
  PatchScimUser: admins,
  DeleteScimUser: admins,
  GetScimGroup: admins,
  ReplaceScimGroup: admins,
  PatchScimGroup: admins,
  DeleteScimGroup: admins,
}
