import { Button, FileButton, Group, List, Stack, Text } from '@mantine/core'
import { IconFileZip, IconFolder, IconPackageImport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../components/empty-state.tsx'
import { NeedsRole } from '../../components/needs-role.tsx'
import { Page } from '../../components/page.tsx'
import { useFileDrop } from '../../components/use-file-drop.ts'
import { useRouteParam } from '../../components/use-route-param.ts'
import classes from '../upload/upload.module.css'
import { EarlierImports } from './earlier-imports.tsx'
import { ImportSent } from './import-sent.tsx'

/** Content of another tool: an export is chosen or dropped, a report says what would become of it, and then it is brought in. */
export function ContentImportPage() {
  const { t } = useTranslation()
  const projectUuid = useRouteParam('project')
  return (
    <NeedsRole projectUuid={projectUuid} title={t('contentImport.title')} needs="data.upload" least="developer">
      <ContentImport key={projectUuid} projectUuid={projectUuid} />
    </NeedsRole>
  )
}

/** Browsers hand over whole folders only to inputs that ask for one. */
const asFolder = { webkitdirectory: '' } as object
const isYaml = ({ name }: File): boolean => /\.(ya?ml|json)$/i.test(name)

function ContentImport({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const [files, setFiles] = useState<readonly File[]>([])
  const isOver = useFileDrop(setFiles)
  const choose = (
    <Group justify="center">
      <FileButton onChange={(file) => setFiles(file === null ? [] : [file])} accept=".zip,.tgz,.gz,.yml,.yaml,.json">
        {(button) => (
          <Button {...button} leftSection={<IconFileZip size={18} aria-hidden />}>
            {t('contentImport.chooseFile')}
          </Button>
        )}
      </FileButton>
      <FileButton onChange={(chosen) => setFiles(chosen.filter(isYaml))} multiple inputProps={asFolder}>
        {(button) => (
          <Button {...button} variant="default" leftSection={<IconFolder size={18} aria-hidden />}>
            {t('contentImport.chooseFolder')}
          </Button>
        )}
      </FileButton>
    </Group>
  )
  return (
    <Page title={t('contentImport.title')} description={t('contentImport.intro')}>
      {isOver && (
        <div className={classes['drop']}>
          <Text fw={600}>{t('contentImport.drop')}</Text>
        </div>
      )}
      {files.length === 0 ? (
        <Stack gap="md">
          <EmptyState icon={IconPackageImport} text={t('contentImport.empty')} action={choose} />
          <List size="sm" c="dimmed" maw={640} mx="auto" spacing={6}>
            <List.Item>{t('contentImport.how.metabase')}</List.Item>
            <List.Item>{t('contentImport.how.superset')}</List.Item>
            <List.Item>{t('contentImport.how.lightdash')}</List.Item>
            <List.Item>{t('contentImport.how.hashboard')}</List.Item>
          </List>
          <EarlierImports projectUuid={projectUuid} />
        </Stack>
      ) : (
        <ImportSent
          key={files.map(({ name, size, lastModified }) => `${name}:${size}:${lastModified}`).join()}
          projectUuid={projectUuid}
          files={files}
          onAnother={() => setFiles([])}
        />
      )}
    </Page>
  )
}
