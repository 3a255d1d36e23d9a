import type { QueryClient } from '@tanstack/react-query'

const lists = ['charts', 'dashboards', 'explores', 'home', 'favourites', 'spaces', 'space', 'trash', 'apps']

/** Every list of charts, dashboards, virtual views and spaces of a project is asked for again: one of them came, went or has another name. */
export const refreshContentLists = async (queryClient: QueryClient, projectUuid: string): Promise<void> => {
  await Promise.all(lists.map((list) => queryClient.invalidateQueries({ queryKey: [list, projectUuid] })))
}
