import { useLocation } from '@tanstack/react-router'
import type { WantedModels } from '../../../api/table-models.ts'
import { useGo } from '../../../components/use-go.ts'
import { paths } from '../../../shell/paths.ts'
import { readWanted, writeWanted } from './wanted-models.ts'

/** The tables and joins that the address names, and a way to change them. */
export function useWantedModels(projectUuid: string): [WantedModels, (wanted: WantedModels) => void] {
  const go = useGo()
  const search = useLocation({ select: ({ searchStr }) => searchStr })
  return [readWanted(search), (wanted) => go(paths.modelTables(projectUuid, writeWanted(wanted)), { replace: true })]
}
