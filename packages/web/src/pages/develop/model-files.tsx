import { Badge, Button, ScrollArea, Text, TextInput } from '@mantine/core'
import { IconFileText, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModelList } from '../../api/develop.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { NameDialog } from '../../components/name-dialog.tsx'
import { useGo } from '../../components/use-go.ts'
import { paths } from '../../shell/paths.ts'
import classes from './develop.module.css'

type Props = { projectUuid: string; list: ModelList; file: string | null }

/** Files of the model folder with their models and how much is wrong in each. */
export function ModelFiles({ projectUuid, list, file }: Props) {
  const { t } = useTranslation()
  const go = useGo()
  const [search, setSearch] = useState('')
  const [naming, setNaming] = useState(false)
  const wanted = search.trim().toLowerCase()
  const modelsOf = (path: string) => list.models.filter((model) => model.file === path)
  const shown = list.files.filter((path) =>
    `${path} ${modelsOf(path)
      .map(({ name, label }) => `${name} ${label}`)
      .join(' ')}`
      .toLowerCase()
      .includes(wanted),
  )
  return (
    <nav className={classes['side']} aria-label={t('develop.files')}>
      <TextInput
        size="xs"
        mb="xs"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        placeholder={t('develop.searchFiles')}
        aria-label={t('develop.searchFiles')}
      />
      {list.readOnly === null && (
        <Button size="compact-xs" variant="subtle" mb={4} leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setNaming(true)}>
          {t('develop.newFile')}
        </Button>
      )}
      <ScrollArea.Autosize mah="70dvh" type="auto">
        <ul className={classes['list']}>
          <li>
            <LinkTo href={paths.develop(projectUuid)} className={classes['file']} aria-current={file === null ? 'page' : undefined}>
              {t('develop.overview')}
            </LinkTo>
          </li>
          {shown.map((path) => (
            <li key={path}>
              <LinkTo href={paths.develop(projectUuid, { file: path })} className={classes['file']} aria-current={file === path ? 'page' : undefined}>
                <IconFileText size={15} aria-hidden style={{ flex: 'none' }} />
                <span style={{ flex: 1 }}>{path}</span>
                <ErrorCount list={list} path={path} />
              </LinkTo>
              {modelsOf(path).map(({ name, label }) => (
                <Text key={name} className={classes['model']} title={name}>
                  {label}
                </Text>
              ))}
            </li>
          ))}
        </ul>
      </ScrollArea.Autosize>
      {shown.length === 0 && (
        <Text size="xs" c="dimmed" mt="xs">
          {list.files.length === 0 ? t('develop.noFiles') : t('develop.noMatch', { search })}
        </Text>
      )}
      {naming && (
        <NameDialog
          title={t('develop.newFileTitle')}
          submit={t('develop.newFileCreate')}
          failed={t('develop.openFailed')}
          name={`${list.newFilesIn}model.yml`}
          onSubmit={async ({ name }) => {
            setNaming(false)
            go(paths.develop(projectUuid, { file: /\.ya?ml$/i.test(name) ? name : `${name}.yml` }))
          }}
          onClose={() => setNaming(false)}
        >
          <Text size="xs" c="dimmed">
            {t('develop.newFileHint')}
          </Text>
        </NameDialog>
      )}
    </nav>
  )
}

function ErrorCount({ list, path }: { list: ModelList; path: string }) {
  const { t } = useTranslation()
  const count = list.problems.filter(({ file, severity }) => file === path && severity === 'error').length
  if (count === 0) return null
  return (
    <Badge size="xs" color="red.8" circle={count < 10} aria-label={t('develop.errors', { count })}>
      {count}
    </Badge>
  )
}
