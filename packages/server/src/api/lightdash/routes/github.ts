import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { beginGithubInstallation, finishGithubInstallation, uninstallGithub } from '../../../domain/integrations/github/install-app.ts'
import { listRepositories } from '../../../domain/integrations/github/list-repositories.ts'
import { proposeChartFields, proposeCustomMetrics } from '../../../domain/integrations/repository/propose-metrics.ts'
import { getWriteBackWay } from '../../../domain/integrations/repository/write-back.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { inProject } from './projects.ts'

const tags = ['Git']
const elsewhere = { 302: { description: 'On to GitHub, or back to the page one came from' } }
const repository = z.object({ name: z.string(), ownerLogin: z.string(), fullName: z.string(), defaultBranch: z.string() })
const pullRequest = z.object({ prUrl: z.string(), prTitle: z.string() })
const part = z.string().max(1000).optional()

/** The organization's app at GitHub, and proposals to the models there. */
export const githubRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'installGithubAppForOrganization',
    method: 'get',
    path: '/api/v1/github/install',
    summary: 'Sends the browser to GitHub, to install the app of the organization',
    tags,
    auth: 'session',
    limit: 'expensive',
    responses: { ...answers(null, 'Never'), ...elsewhere },
    handle: async (ctx: RequestCtx) => goTo((await perform(beginGithubInstallation, ctx, {})).url),
  }),
  route({
    operationId: 'githubOauthCallback',
    method: 'get',
    path: '/api/v1/github/oauth/callback',
    summary: 'Takes the browser back from GitHub and keeps the installation, once and in the session that it left with',
    tags,
    auth: 'public',
    limit: 'sign_in',
    query: z.object({ code: part, state: part, installation_id: part, setup_action: part }),
    responses: { ...answers(null, 'Never'), ...elsewhere },
    async handle(ctx: RequestCtx, { query: { code, state, installation_id: installationId } }) {
      return goTo((await finishGithubInstallation(ctx, { code, state, installationId })).returnPath)
    },
  }),
  route({
    operationId: 'uninstallGithubAppForOrganization',
    method: 'delete',
    path: '/api/v1/github/uninstall',
    summary: 'Uninstalls the app, at GitHub as well; a token is forgotten',
    tags,
    auth: 'session',
    limit: 'secrets',
    responses: answers(null, 'It is gone'),
    handle: (ctx: RequestCtx) => uninstallGithub(ctx),
  }),
  route({
    operationId: 'getGithubListRepositories',
    method: 'get',
    path: '/api/v1/github/repos/list',
    summary: 'The repositories that the app or token of the organization may use',
    tags,
    auth: 'session',
    limit: 'expensive',
    responses: answers(z.array(repository), 'The repositories, by name'),
    handle: (ctx: RequestCtx) => perform(listRepositories, ctx, {}),
  }),
  route({
    operationId: 'GetConfiguration',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/git-integration',
    summary: 'Whether changes of the models can be proposed by pull requests',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(z.object({ enabled: z.boolean() }), 'Whether they can'),
    handle: async (ctx: RequestCtx, { params }) => ({
      enabled: (await perform(getWriteBackWay, ctx, { projectId: params.projectUuid })).way === 'pull_request',
    }),
  }),
  route({
    operationId: 'CreatePullRequestForCustomMetrics',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/git-integration/pull-requests/custom-metrics',
    summary: 'Proposes custom metrics of charts, by their ids, for the models',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    body: z.object({ customMetrics: z.array(z.string().max(500)).min(1).max(500), quoteChar: z.enum(['"', "'"]) }),
    responses: answers(pullRequest, 'The pull request'),
    async handle(ctx: RequestCtx, { params, body }) {
      return toPullRequest(await proposeCustomMetrics(ctx, { projectId: params.projectUuid, ids: body.customMetrics, quote: body.quoteChar }))
    },
  }),
  route({
    operationId: 'CreatePullRequestForChartFields',
    method: 'get',
    changesState: true,
    path: '/api/v1/projects/:projectUuid/git-integration/pull-requests/chart/:chartUuid/fields',
    summary: 'Proposes the custom metrics of a chart for the models',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject.extend({ chartUuid: z.string() }),
    responses: answers(pullRequest, 'The pull request'),
    handle: async (ctx: RequestCtx, { params }) => toPullRequest(await proposeChartFields(ctx, { projectId: params.projectUuid, chartId: params.chartUuid })),
  }),
]

const goTo = (location: string): Answer => new Answer({ status: 302, headers: { location } })

const toPullRequest = ({ url, title }: { url: string; title: string }): z.infer<typeof pullRequest> => ({ prUrl: url, prTitle: title })
