// Everything here makes the page nicer to use; nothing here is needed to use it.
import { offerCopying } from "./islands/copying";
import { closeOpenPanels } from "./islands/panels";
import { focusErrors } from "./islands/errors";
import { submitFiltersByThemselves } from "./islands/filters";
import { suggestNames } from "./islands/names";
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
if (document.body.dataset.shortcuts !== "off") listenForShortcuts();
