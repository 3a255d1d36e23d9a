import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { projectIdOf } from '../../../domain/endpoints/find-project.ts'
import { getNumberedSelf } from '../../../domain/identity/numbered-self.ts'
import { getProject } from '../../../domain/projects/get-project.ts'
import { listProjects } from '../../../domain/projects/list-projects.ts'
import { AppError } from '../../../platform/errors.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { answer, inProject } from '../under-both.ts'

const tags = ['Identity']
const projectWire = z.object({ id: z.number().int(), uuid: z.string(), organization: z.string(), name: z.string(), timezone: z.string() })
const selfWire = z.looseObject({ id: z.number().int(), uuid: z.string(), distinct_id: z.string(), email: z.string(), first_name: z.string() })
const keyWire = z.looseObject({ id: z.string(), scopes: z.array(z.string()), user_id: z.number().int() })

export const identityRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'users_me_retrieve',
    method: 'get',
    path: '/api/users/@me/',
    summary: 'The caller',
    tags,
    auth: 'user',
    responses: answer(selfWire, 'The caller, with the project that they begin with'),
    async handle(ctx: RequestCtx) {
      const { person, organizationId } = await perform(getNumberedSelf, ctx, {})
      const [project] = organizationId === null ? [] : await perform(listProjects, ctx, {})
      const organization = organizationId === null ? null : { id: organizationId }
      return {
        id: person.number,
        uuid: person.id,
        distinct_id: person.id,
        email: person.email,
        first_name: person.firstName,
        last_name: person.lastName,
        organization,
        team: project === undefined ? null : { id: project.number, uuid: project.id, name: project.name },
        organizations: organization === null ? [] : [organization],
      }
    },
  }),
  route({
    operationId: 'personal_api_keys_current_retrieve',
    method: 'get',
    path: '/api/personal_api_keys/@current',
    summary: 'The token that the caller uses',
    tags,
    auth: 'user',
    responses: answer(keyWire, 'What the token is narrowed to'),
    async handle(ctx: RequestCtx) {
      const { person, credential } = await perform(getNumberedSelf, ctx, {})
      if (!credential.isToken) throw new AppError('not_found', 'This is a session. Send a personal access token to read about it.', { reason: 'no_token' })
      return { id: credential.id, scopes: credential.scopes ?? ['*'], scoped_teams: null, scoped_organizations: null, user_id: person.number }
    },
  }),
  route({
    operationId: 'projects_retrieve',
    method: 'get',
    path: '/api/projects/:project_id/',
    summary: 'A project by its number, its id or @current',
    tags,
    auth: 'user',
    params: inProject,
    responses: answer(projectWire, 'The project'),
    async handle(ctx: RequestCtx, { params }) {
      const project = await perform(getProject, ctx, { projectId: await projectIdOf(ctx, params.project_id) })
      return { id: project.number, uuid: project.id, organization: project.organizationId, name: project.name, timezone: project.timezone }
    },
  }),
]
