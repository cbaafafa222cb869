// Everything here makes the page nicer to use; nothing here is needed to use it.
import { chooseRows } from "./islands/choosing";
import { offerCopying } from "./islands/copying";
import { openBesideList } from "./islands/drawer";
import { closeOpenPanels } from "./islands/panels";
import { focusErrors } from "./islands/errors";
import { submitFiltersByThemselves } from "./islands/filters";
import { suggestNames } from "./islands/names";
import { moveAmongRows } from "./islands/rows";
import { showHitsWhileTyping } from "./islands/search";
import { sendFilesOneByOne } from "./islands/uploads";
import { listenForShortcuts } from "./islands/shortcuts";
import { guardUnsavedText } from "./islands/unsaved";

focusErrors();
guardUnsavedText();
closeOpenPanels();
offerCopying();
submitFiltersByThemselves();
suggestNames();
sendFilesOneByOne();
showHitsWhileTyping();
chooseRows();
moveAmongRows();
openBesideList();
if (document.body.dataset.shortcuts !== "off") listenForShortcuts();
