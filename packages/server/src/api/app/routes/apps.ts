import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { createNotebook, duplicateNotebook } from '../../../domain/apps/create-notebook.ts'
import { forcePublish } from '../../../domain/apps/drafts/force-publish.ts'
import { getNotebook, listNotebooks } from '../../../domain/apps/get-notebook.ts'
import { getPublishedApp } from '../../../domain/apps/get-published-app.ts'
import { getNotebookVersion, listNotebookVersions } from '../../../domain/apps/notebook-history.ts'
import { toggleAppPin } from '../../../domain/apps/toggle-app-pin.ts'
import { rollbackNotebook, updateNotebook } from '../../../domain/apps/update-notebook.ts'
import { deleteNotebook } from '../../../domain/content/delete-content.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { appWire, toApp } from '../wire/apps.ts'
import { inProject } from '../wire/models.ts'
import { publishedAppWire, toPublishedApp } from '../wire/published-app.ts'
import { eventWire, toEvent, toVersion, versionWire } from '../wire/version.ts'

const tags = ['Notebooks']
const app = '/api/v1/app/apps/:appUuid'
export const ofApp = z.object({ appUuid: z.string() })
const ofVersion = ofApp.extend({ versionUuid: z.string() })
const name = z.string().min(1).max(250)
const description = z.string().max(10_000).nullable()

/** Notebooks for those who edit them, and what of them is published for all. Drafts are with the other drafts. */
export const appRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListApps',
    method: 'get',
    path: '/api/v1/app/projects/:projectUuid/apps',
    summary: 'Notebooks of a project; of those that the caller may not change the published ones',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(z.array(appWire), 'The notebooks, by name'),
    handle: async (ctx: RequestCtx, { params }) => (await perform(listNotebooks, ctx, { projectId: params.projectUuid })).map(toApp),
  }),
  route({
    operationId: 'CreateApp',
    method: 'post',
    path: '/api/v1/app/projects/:projectUuid/apps',
    summary: 'Makes a notebook, which only its editors see',
    tags,
    auth: 'user',
    params: inProject,
    body: z.object({ name, description: description.optional(), spaceUuid: z.string().optional(), document: z.looseObject({}).optional() }),
    responses: answers(appWire, 'The notebook'),
    handle: async (ctx: RequestCtx, { params, body: { name: called, spaceUuid, ...given } }) =>
      toApp(
        await perform(createNotebook, ctx, {
          projectId: params.projectUuid,
          name: called,
          ...(spaceUuid === undefined ? {} : { spaceId: spaceUuid }),
          ...present(given),
        }),
      ),
  }),
  route({
    operationId: 'GetApp',
    method: 'get',
    path: app,
    summary: 'A notebook without what is in it; for viewers only when it is published',
    tags,
    auth: 'user',
    params: ofApp,
    responses: answers(appWire, 'The notebook'),
    handle: async (ctx: RequestCtx, { params }) => toApp(await perform(getNotebook, ctx, { idOrSlug: params.appUuid })),
  }),
  route({
    operationId: 'GetPublishedApp',
    method: 'get',
    path: `${app}/published`,
    summary: 'The app of a notebook as its viewers have it: its layout and what of its cells they may know',
    tags,
    auth: 'user',
    params: ofApp,
    responses: answers(publishedAppWire, 'The app'),
    handle: async (ctx: RequestCtx, { params }) => toPublishedApp(await perform(getPublishedApp, ctx, { idOrSlug: params.appUuid })),
  }),
  route({
    operationId: 'UpdateApp',
    method: 'patch',
    path: app,
    summary: 'Changes name, description or space of a notebook',
    tags,
    auth: 'user',
    params: ofApp,
    body: z.object({ name: name.optional(), description: description.optional(), spaceUuid: z.string().optional() }),
    responses: answers(appWire, 'The notebook as it is now'),
    handle: async (ctx: RequestCtx, { params, body: { spaceUuid, ...given } }) =>
      toApp(
        await perform(updateNotebook, ctx, {
          idOrSlug: params.appUuid,
          change: { ...present(given), ...(spaceUuid === undefined ? {} : { spaceId: spaceUuid }) },
        }),
      ),
  }),
  route({
    operationId: 'ToggleAppPin',
    method: 'patch',
    path: `${app}/pinning`,
    summary: 'Pins an app for everybody in the project, or takes its pin away',
    tags,
    auth: 'user',
    params: ofApp,
    responses: answers(appWire, 'The app'),
    handle: async (ctx: RequestCtx, { params }) => toApp(await perform(toggleAppPin, ctx, { idOrSlug: params.appUuid })),
  }),
  route({
    operationId: 'DuplicateApp',
    method: 'post',
    path: `${app}/duplicate`,
    summary: 'Copies the newest version of a notebook beside it; the copy is not published',
    tags,
    auth: 'user',
    params: ofApp,
    body: z.object({ name: name.optional() }),
    responses: answers(appWire, 'The copy'),
    handle: async (ctx: RequestCtx, { params, body }) => toApp(await perform(duplicateNotebook, ctx, { idOrSlug: params.appUuid, ...present(body) })),
  }),
  route({
    operationId: 'DeleteApp',
    method: 'delete',
    path: app,
    summary: 'Moves a notebook into the trash, and its app with it',
    tags,
    auth: 'user',
    params: ofApp,
    responses: answers(null, 'It is in the trash'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteNotebook, ctx, { idOrSlug: params.appUuid })
    },
  }),
  route({
    operationId: 'ForcePublishApp',
    method: 'post',
    path: `${app}/force-publish`,
    summary: 'Gives viewers the notebook as it is now, without running it before',
    tags,
    auth: 'user',
    params: ofApp,
    body: z.object({
      /** The version of the draft that is published; null: there is no draft. */
      version: z.string().nullable(),
      /** The newest version that it was compared with. */
      comparedVersion: z.number().int(),
      message: z.string().trim().min(1).max(1000).optional(),
    }),
    responses: answers(appWire, 'The notebook as it is now'),
    handle: async (ctx: RequestCtx, { params, body: { comparedVersion, version, ...given } }) =>
      toApp(await perform(forcePublish, ctx, { idOrSlug: params.appUuid, version, comparedRevision: comparedVersion, ...present(given) })),
  }),
  route({
    operationId: 'ListAppVersions',
    method: 'get',
    path: `${app}/versions`,
    summary: 'All versions of a notebook, oldest first, and what else happened to it',
    tags,
    auth: 'user',
    params: ofApp,
    responses: answers(z.object({ versions: z.array(versionWire), events: z.array(eventWire) }), 'The versions'),
    async handle(ctx: RequestCtx, { params }) {
      const { versions, events } = await perform(listNotebookVersions, ctx, { idOrSlug: params.appUuid })
      return { versions: versions.map(toVersion), events: events.map(toEvent) }
    },
  }),
  route({
    operationId: 'GetAppVersion',
    method: 'get',
    path: `${app}/versions/:versionUuid`,
    summary: 'One version of a notebook with its cells',
    tags,
    auth: 'user',
    params: ofVersion,
    responses: answers(versionWire.extend({ document: z.looseObject({}) }), 'The version'),
    async handle(ctx: RequestCtx, { params }) {
      const version = await perform(getNotebookVersion, ctx, { idOrSlug: params.appUuid, versionId: params.versionUuid })
      return { ...toVersion(version), document: { ...version.spec } }
    },
  }),
  route({
    operationId: 'RollbackApp',
    method: 'post',
    path: `${app}/versions/:versionUuid/rollback`,
    summary: 'Saves an old version of a notebook as its newest; what is published stays',
    tags,
    auth: 'user',
    params: ofVersion,
    responses: answers(appWire, 'The notebook as it is now'),
    handle: async (ctx: RequestCtx, { params }) => toApp(await perform(rollbackNotebook, ctx, { idOrSlug: params.appUuid, versionId: params.versionUuid })),
  }),
]
