// LibreOffice as a second reader of locked workbooks, where it is installed. It takes a password from a macro only.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SOFFICE = '/usr/bin/soffice';

export const hasLibreOffice = existsSync(SOFFICE);

const MACRO = `Sub Run
  Dim opening(1) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden"
  opening(0).Value = True
  opening(1).Name = "Password"
  opening(1).Value = Environ("UNLOCK_WITH")
  document = StarDesktop.loadComponentFromURL(ConvertToURL(Environ("UNLOCK_FROM")), "_blank", 0, opening())
  Dim saving(1) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName"
  saving(0).Value = "Text - txt - csv (StarCalc)"
  saving(1).Name = "FilterOptions"
  saving(1).Value = "59,34,76"
  document.storeToURL(ConvertToURL(Environ("UNLOCK_TO")), saving())
  document.close(True)
End Sub`;

/** The first sheet as text; undefined when the workbook cannot be opened with the password. `folder` is for its profile. */
export function openWithLibreOffice(workbook: string, password: string, folder: string): string | undefined {
  const profile = path.join(folder, 'profile');
  const start = (argument: string): void =>
    void spawnSync(
      SOFFICE,
      [`-env:UserInstallation=file://${profile}`, '--headless', '--norestore', argument],
      {
        timeout: 60_000,
        env: { ...process.env, UNLOCK_WITH: password, UNLOCK_FROM: workbook, UNLOCK_TO: `${workbook}.csv` },
      },
    );
  start('--terminate_after_init');
  const basic = path.join(profile, 'user/basic/Standard');
  mkdirSync(basic, { recursive: true });
  for (const [name, text] of Object.entries(basicLibrary())) writeFileSync(path.join(basic, name), text);
  start('macro:///Standard.Module1.Run');
  return existsSync(`${workbook}.csv`) ? readFileSync(`${workbook}.csv`, 'utf8') : undefined;
}

/** The workbook as LibreOffice saves it again, in the folder `to`; `folder` is for its profile. */
export function resaveWithLibreOffice(workbook: string, to: string, folder: string): void {
  const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
  const convert = [
    '--headless',
    '--norestore',
    '--convert-to',
    'xlsx:Calc MS Excel 2007 XML',
    '--outdir',
    to,
  ];
  spawnSync(SOFFICE, [profile, ...convert, workbook], { timeout: 60_000 });
}

function basicLibrary(): Record<string, string> {
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  const office = 'PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN"';
  const library = (element: string): string =>
    `${head}<!DOCTYPE library:library ${office} "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">${element}</library:library>`;
  const quoted = MACRO.replaceAll('"', '&quot;');
  return {
    'script.xlb': library('<library:element library:name="Module1"/>'),
    'dialog.xlb': library(''),
    'Module1.xba': `${head}<!DOCTYPE script:module ${office} "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">${quoted}</script:module>`,
  };
}
