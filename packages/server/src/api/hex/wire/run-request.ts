import { z } from 'zod'
import { noticeLimits, noticePictures, type StartAppRun, type WrongInputs } from '../../../domain/apps/runs/types.ts'
import { yesOrNo } from './lenient.ts'

const ids = z.array(z.string().max(200)).max(100).nullish()

const notification = z.object({
  type: z.enum(['SUCCESS', 'FAILURE', 'ALL']),
  slackChannelIds: z.array(z.string().regex(noticeLimits.slackChannelId, 'is not the id of a channel in Slack')).max(100).nullish(),
  userIds: ids,
  groupIds: ids,
  subject: z.string().max(noticeLimits.subject).nullish(),
  body: z.string().max(noticeLimits.body).nullish(),
  includeSuccessScreenshot: yesOrNo.nullish(),
  screenshotFormat: z.enum(noticePictures).nullish(),
})

/** What a run is asked for with. Keys that are not known pass, and do nothing: clients send some. */
export const runProject = z
  .object({
    inputParams: z.record(z.string(), z.unknown()).nullish(),
    dryRun: yesOrNo.nullish(),
    updateCache: yesOrNo.nullish(),
    notifications: z.array(notification).max(20).nullish(),
    updatePublishedResults: yesOrNo.nullish(),
    useCachedSqlResults: yesOrNo.nullish(),
    viewId: z.string().max(200).nullish(),
  })
  .nullable()
export type RunProject = z.infer<typeof runProject>

/**
 * In our words. `updateCache` says two things of before in one; what is said by itself has precedence. It never made the
 * results of a run with inputs the published ones: there it asks the warehouse anew, and nothing else.
 */
export function toStart(idOrSlug: string, given: RunProject): StartAppRun & { isDryRun: boolean } {
  const inputs = given?.inputParams ?? {}
  const viewId = given?.viewId ?? undefined
  const isOwn = Object.keys(inputs).length > 0 || viewId !== undefined
  const updateCache = given?.updateCache ?? null
  return {
    idOrSlug,
    trigger: 'api',
    inputs,
    ...(viewId === undefined ? {} : { viewId }),
    usesCachedSql: given?.useCachedSqlResults ?? updateCache !== true,
    updatesPublished: given?.updatePublishedResults ?? (updateCache === true && !isOwn),
    notifications: (given?.notifications ?? []).map(
      ({ type, userIds, groupIds, slackChannelIds, subject, body, includeSuccessScreenshot, screenshotFormat }) => ({
        type: typeOf[type],
        userIds: userIds ?? [],
        groupIds: groupIds ?? [],
        slackChannelIds: slackChannelIds ?? [],
        ...(subject === undefined || subject === null ? {} : { subject }),
        ...(body === undefined || body === null ? {} : { body }),
        ...(includeSuccessScreenshot === true ? { picture: screenshotFormat ?? 'png' } : {}),
      }),
    ),
    isDryRun: given?.dryRun ?? false,
  }
}

const typeOf = { SUCCESS: 'success', FAILURE: 'failure', ALL: 'all' } as const

/** Values that inputs do not take, as the format lists them. */
export const toInvalidParams = ({ wrong, unknown }: WrongInputs): object => ({
  invalid: wrong.map(({ name, dataType, type, value }) => ({
    dataType,
    inputCellType: type,
    paramValue: JSON.stringify(value) ?? 'undefined',
    paramName: name,
  })),
  notFound: unknown.map(({ name }) => name),
})
