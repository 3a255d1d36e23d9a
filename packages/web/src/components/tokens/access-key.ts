import type { NewToken } from '../../api/tokens.ts'

/** A token in the wrapping of Hashboard: base64 of JSON that names the project, the token and its secret. */
export const accessKeyOf = ({ uuid, token }: Pick<NewToken, 'uuid' | 'token'>, projectUuid: string): string =>
  btoa(JSON.stringify({ project_id: projectUuid, access_key_id: uuid, access_key_token: token }))
