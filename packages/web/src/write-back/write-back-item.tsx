import { Menu } from '@mantine/core'
import { IconGitPullRequest } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { writeBackQuery, type WriteBackWay } from '../api/repositories.ts'
import { useMay } from '../components/use-may.ts'

/** How custom metrics get into the models, for those who may write models; null where they do not. */
export function useWriteBack(projectUuid: string, hasMetrics: boolean): WriteBackWay {
  const mayWrite = useMay(projectUuid, 'model.update')
  const way = useQuery({ ...writeBackQuery(projectUuid), enabled: mayWrite && hasMetrics }).data?.way ?? null
  return mayWrite && hasMetrics ? way : null
}

/** The entry of a menu that leads to it. */
export function WriteBackItem({ way, onOpen }: { way: NonNullable<WriteBackWay>; onOpen: () => void }) {
  const { t } = useTranslation()
  return (
    <Menu.Item leftSection={<IconGitPullRequest size={15} />} onClick={onOpen}>
      {t(`writeBack.menu.${way}`)}
    </Menu.Item>
  )
}
