import type { Case } from './check-door.ts'

/** What the cases of pins read. The list of a project goes by an id of its own. */
type PinFacts = { projectUuid: string; spaceUuid: string; chartUuid: string; dashboardUuid: string; pinnedListUuid: string }

const list = ({ projectUuid, pinnedListUuid }: PinFacts): string => `/api/v1/projects/${projectUuid}/pinned-lists/${pinnedListUuid}/items`

/** Pins, while there is a chart, a dashboard and a space to pin. */
export const pinCases: Case<PinFacts>[] = [
  { operationId: 'ToggleSavedChartPinning', path: (facts) => `/api/v1/saved/${facts.chartUuid}/pinning` },
  { operationId: 'ToggleDashboardPinning', path: (facts) => `/api/v1/dashboards/${facts.dashboardUuid}/pinning` },
  { operationId: 'ToggleSpacePinning', path: (facts) => `/api/v1/projects/${facts.projectUuid}/spaces/${facts.spaceUuid}/pinning` },
  { operationId: 'getPinnedItems', path: list },
  {
    operationId: 'updatePinnedItemsOrder',
    path: (facts) => `${list(facts)}/order`,
    body: (facts) => [
      { type: 'dashboard', data: { uuid: facts.dashboardUuid, pinnedListOrder: 0 } },
      { type: 'chart', data: { uuid: facts.chartUuid, pinnedListOrder: 1 } },
    ],
  },
]
