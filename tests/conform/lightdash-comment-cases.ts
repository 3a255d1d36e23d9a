import type { Case } from './check-door.ts'

/** What the cases of comments read and learn. */
type CommentFacts = { dashboardUuid: string; tileUuid: string; commentUuid: string; notificationUuid: string }

const comments = ({ dashboardUuid }: CommentFacts, rest = ''): string => `/api/v1/comments/dashboards/${dashboardUuid}${rest}`

/** Comments on a tile, while there is a dashboard; what is deleted was written for it. */
export const commentCases: Case<CommentFacts>[] = [
  {
    operationId: 'createComment',
    path: (facts) => comments(facts, `/${facts.tileUuid}`),
    body: () => ({ text: 'Why so many?', textHtml: '<p>Why so <strong>many</strong>?</p>', mentions: [] }),
    learn: (id: string, facts) => (facts.commentUuid = id),
  },
  {
    operationId: 'createComment',
    path: (facts) => comments(facts, `/${facts.tileUuid}`),
    body: (facts) => ({ text: 'A sale.', textHtml: '<p>A sale.</p>', mentions: [], replyTo: facts.commentUuid }),
  },
  { operationId: 'getComments', path: (facts) => comments(facts) },
  {
    operationId: 'getNotifications',
    path: () => '/api/v1/notifications?type=dashboardComments',
    learn: ([first]: { notificationId: string }[], facts) => (facts.notificationUuid = first?.notificationId ?? ''),
  },
  { operationId: 'resolveComment', path: (facts) => comments(facts, `/${facts.commentUuid}`) },
  { operationId: 'deleteComment', path: (facts) => comments(facts, `/${facts.commentUuid}`) },
]

type NotificationFacts = CommentFacts & { projectUuid: string; userUuid: string }

/** The newcomer, who is an editor by now, mentions the administrator, who is told of it. */
export const notificationCases: Case<NotificationFacts>[] = [
  {
    operationId: 'getDashboards',
    as: 'newcomer',
    path: (facts) => `/api/v1/projects/${facts.projectUuid}/dashboards`,
    learn: ([first]: { uuid: string }[], facts) => (facts.dashboardUuid = first?.uuid ?? ''),
  },
  {
    operationId: 'GetDashboard',
    as: 'newcomer',
    path: (facts) => `/api/v1/dashboards/${facts.dashboardUuid}`,
    learn: ({ tiles: [first] }: { tiles: { uuid: string }[] }, facts) => (facts.tileUuid = first?.uuid ?? ''),
  },
  {
    operationId: 'createComment',
    as: 'newcomer',
    path: (facts) => comments(facts, `/${facts.tileUuid}`),
    body: (facts) => ({ text: '@Ada look', textHtml: '', mentions: [facts.userUuid] }),
  },
  {
    operationId: 'getNotifications',
    path: () => '/api/v1/notifications?type=dashboardComments',
    learn: ([first]: { notificationId: string }[], facts) => (facts.notificationUuid = first?.notificationId ?? ''),
  },
  { operationId: 'updateNotification', path: (facts) => `/api/v1/notifications/${facts.notificationUuid}`, body: () => ({ viewed: true }) },
]
