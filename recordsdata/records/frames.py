"""Names that a frame on both sides gives away: "Patient: amber kind, MRN", "Statement for Man Cook, account".

One neighbour leaves doubt, so the vocabulary has a say there. With a frame on both sides nothing else can
stand between, and every word goes but those that are nobody's name.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from recordsdata.records import cues
from recordsdata.records import words as w
from recordsdata.records.words import split

__all__ = ["framed"]

_KIN_WORDS = cues.KIN - {"named", "doctor"} | {"stepson", "stepdaughter", "stepmother"}
_KIN = "|".join(sorted(_KIN_WORDS))
_LETTER = r"(?:[^\W\d_]|['-])"
_WORD = (
    rf"(?:(?:[A-Z]\.){{1,2}}|(?:St|ST)\. [A-Z]{_LETTER}{{1,24}}|"
    rf"(?!(?:TUE|WED|THU|FRI|AND|AT|IN|ON|BY|FOR|WITH|THE|WAS|FROM|WHO|HAS|HAD|OF)\b)(?:al-|"
    rf"el-)?[a-z]?[A-Z]{_LETTER}{{0,24}}(?!\w))"
)
_ANY = rf"(?:(?:[A-Z]\.){{1,2}}|(?i:st)\. [^\W\d_]{_LETTER}{{1,24}}|[^\W\d_]{_LETTER}{{0,24}}(?!\w))"
_GAP = r"""(?:,? |,|/|\^|,?\n|[ \n]["'(]{1,2}(?:n[ée]e )?|["')]{1,2}[ \n])"""
_OF = (
    r"(?:(?i:van 't|van het|in 't|van|von|de|der|den|del|della|di|la|le|dos|das|da|do|na|el|al|mac|an|ter|"
    r"die|en|y|or|am|im|pod|sur|auf|'t)[ \n])"
)
_JUNIOR = r"""(?:,? (?i:jr|sr)\.|["')]{1,2}| (?:THE|the) (?i:elder|younger))?"""
# A name as it is written within a sentence, and in a form, where it may be in small letters.
_NAME = rf"(?P<name>{_OF}{{0,3}}{_WORD}(?:{_GAP}{_OF}{{0,3}}{_WORD}){{0,4}}){_JUNIOR}"
_LINE = rf"(?P<name>{_OF}{{0,3}}{_WORD}(?:[ ]{_OF}{{0,3}}{_WORD}){{0,3}})"
_TOWN = rf"(?P<name>{_OF}{{0,3}}{_WORD}(?: {_OF}{{0,3}}{_WORD}){{0,3}})"
_LISTED = rf"(?P<name>{_OF}{{0,3}}{_WORD}(?:,?[ ](?!(?i:notified)\b){_OF}{{0,3}}{_WORD}){{0,3}})"
_FIELD = rf"(?P<name>{_ANY}(?:{_GAP}{_ANY}){{0,6}}?){_JUNIOR}"
_FIRM = (
    rf"(?P<name>{_OF}{{0,3}}{_WORD}(?:(?:,? (?:(?i:and|&)[ \n])?|,?\n(?:(?i:and|&) )?)"
    rf"{_OF}{{0,2}}{_WORD}){{0,4}})"
)
_STACKED = rf"(?P<name>[A-Z]\.?\n{_WORD})"
_STATES = "|".join(sorted(w.STATES))
_STATE = rf"(?i:{cues.STATE_NAMES})"
_LETTERED = "|".join(sorted(w.STATE_LETTERS))
# How most addresses end, before the town.
_ENDS = (
    r"(?:st|street|ave?|avenue|rd|road|dr|drive|ln|lane|ct|court|blvd|way|pl|place|ter|terrace|[ns][ew]|"
    r"\d+[a-z]?)"
)
_DAY = (
    r"(?:(?i:the )?\d|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|"
    r"sun)[A-Za-z]{0,6}\b)"
)
_START = r"(?:\A|\n|[.;:!?][ \n]|[A-Za-z]{3}\.(?=[A-Z])|\d ?(?:[AaPp]\.?[Mm]\.?|hrs)?:? )"
_LETTERS = (
    r"(?:MD|M\.D\.|DO|D\.O\.|RN|LPN|NP|CCC-SLP|OTR/L|OTR|CTR|RRT|CRNA|MPH|FNP-BC|PA-C|PT|RHIA|RHIT|CCS|"
    r"LCSW|MSW|BSN|CNA|APRN|DPM|PharmD|PHARMD|MBBS)(?![\w'-])"
)
_REACHED = (
    r"(?:(?i:desk |work |cell |office )?(?i:ext(?:ension)?|pager|phone|tel|fax)\b|(?i:certificate|badge|"
    r"bar no|report number)\b|[\w.+-]+@|\+?\(?\d)"
)
_NEXT = (
    r"(?i:(?=[,;]?[ \n]{1,4}(?:[|-] )?\(?(?:date of birth|d\.?o\.?b\b|born\b|birth ?date|mr ?#|mrn\b|"
    r"medical rec|med rec|unit no|hospital no|record[ \n](?:no|number)|chart[ \n](?:no|number)|"
    r"acc(?:oun)?t\b|accession|ssn\b|"
    r"social security|age \d|medicare|(?:home |mailing )?address:)))"
)
# In these, nothing but a name stands.
_SURE = (
    rf"(?i:\b(?:patient(?:'s)?(?: name)?|name|subscriber(?: name)?):? ?\n?){_FIELD}{_NEXT}",
    rf"(?i:\bstatement for[ \n]){_FIELD}(?=, (?i:account|acct))",
    rf"(?i:\bper[ \n]){_NAME}(?: (?:van|von|de|der|den))?(?=, (?i:{_KIN})\b)",
    rf"(?i:\bmet with (?:(?:mr|mrs|ms|miss|dr)\b\.? )?){_NAME}(?= (?i:and the partner)\b)",
    rf"(?i:\b(?:bring|went over with)[ \n]){_NAME}(?=[ \n](?i:to[ \n]the[ \n]visit|and[ \n](?:{_KIN}))\b)",
    rf"(?i:\b(?:slides|images)[ \n]of[ \n](?:mr|mrs|ms|miss)?\.? ?){_FIELD}(?=[ \n](?i:were|was)\b)",
    rf"(?i:\bfor[ \n]){_NAME}(?=,[ \n](?i:account|acct))",
    rf"(?i:\bpage: ){_FIELD}(?=, [A-Z]{{0,2}}\d)",
    rf"\| ?{_FIELD}(?= ?\| ?{_DAY})",
    rf"(?i:\bname was ){_FIELD}(?=\.)",
    rf"(?i:\blabell?ed[ \n]){_FIELD}(?=,[ \n](?i:to pathology)\b)",
    rf":[ \n]{_FIELD}(?=, (?i:of) [A-Z][\w. \n]{{2,25}},[ \n](?i:died)\b)",
    rf"(?i:\bsurvived by[ \n]){_NAME}(?=[ \n](?i:and)\b)",
    rf"(?i:\bsurvived by[ \n][\w' \n-]{{2,40}} and[ \n]){_NAME}(?=\.)",
    rf"(?:(?<=[.!?][ \n])-|(?i:\bthanks,[ \n]))(?P<name>{_WORD})(?=[ \n])",
    rf"-- ?\n(?i:(?:nurse )?){_LINE}(?=\n|,)",
    rf"(?i:\bthis is[ \n]){_NAME}(?='[sS][ \n])",
    rf"{_START}{_NAME}(?=[ \n](?i:slept[ \n]\d+|verbalized|asks about|agrees[ \n]with the plan|refused the|"
    rf"rents[ \n]at|was brought by|denies|ate (?:lunch|breakfast|dinner)|feels[ \n]well|c/o|will return on|"
    rf"was employed by|lives with an?|is an? \d+[ -]?"
    rf"(?:day|week|month|mo|year|yr|yo|y/o|y\.o)|was unable to|was weaned to|returns for|cried when|would "
    rf"not want|moved during)|, \d+[ -]?(?i:yo|y/o|y\.o\.|yrs?|years?)[\w -]{{0,4}}, (?i:was "
    rf"brought))",
    rf"(?:(?i:\b(?:with|by|to|and|cc:?|could)[ \n])|{_START}|(?i:general, )){_NAME}(?= \(PGY)",
    rf"(?i:\b(?:technologist|assistant|surgeon|signed|patient|doctor|coder|nurse|by|attending|resident|"
    rf"scribe|therapist|technician|information|prof)"
    rf"\b[.:]?[ \n](?:prof\. )?)(?P<name>[A-Z]\.? {_OF}{{0,3}}{_WORD})(?=[.,;:\n)]| - | \(| +(?i:at|"
    rf"called)\b| +[A-Z][a-z]+:|\Z)",
    rf"(?i:\bnurse[ \n]){_LINE}(?=[.,:\n]| (?i:per|at)\b| {_DAY}|\Z)",
    rf"(?i:\b(?:sincerely|regards|yours),\n(?:dr\.? )?){_LISTED}(?=\n|,| MD\b)",
    rf"(?i:\b(?:thank you|thanks|regards),[ \n])(?P<name>{_WORD})(?=\s*\Z|\n)",
    r"(?i:(?:\A|\n)(?:from|to): (?:dr|prof|nurse)\b\.? )(?P<name>[^\n,(<]{3,40}?)(?=\n| [(<]|,)",
    rf"(?i:(?:\A|\n)(?:from|to): nurse\n){_LINE}(?= <)",
    rf"(?i:\b(?:from|to): ){_NAME}(?=\n(?i:your test))",
    rf"(?i:\bexam by ){_NAME}(?=[,.])",
    rf"(?i:\b(?:surgeon|assistant): ){_NAME}(?=\n|, {_LETTERS})",
    rf"(?i:\b(?:first assistant|circulating nurse|technician|technologist)[ \n]){_NAME}(?=[;.]|, "
    rf"{_LETTERS}| (?i:called)\b)",
    rf"(?i:\bsays[ \n]){_NAME}(?=[ \n](?i:had) \d)",
    rf"(?i:'s (?:{_KIN})[ \n]){_NAME}(?=\.)",
    rf"(?i:\bchecks on[ \n]){_LINE}(?=\.)",
    rf"(?i:\band[ \n]){_NAME}(?=[ \n](?i:wished to)\b)",
    rf"\n\"{_FIELD}(?=\"?,(?:\d|{_DAY}))",
    rf"; {_NAME}(?=,[ \n](?i:an? (?:{_KIN}))\b)",
    rf"(?i:\bwith[ \n]){_NAME}(?=, (?i:(?:his|her|their) (?:{_KIN}))\b)",
    rf"(?i:\bguarantor[ \n]){_NAME}(?=, (?:SSN|P\.? ?O|Box|BOX|\d))",
    rf"(?i:\bfamily[ \n]meeting[ \n][^:]{{3,24}}: ){_NAME}(?=,| (?i:and)\b)",
    rf"(?i:\bfamily meeting [^:]{{3,24}}: [\w '.-]{{3,40}}, ){_NAME}(?= (?i:and)\b)",
    rf"(?i:\bdear \w+, ){_NAME}(?=[ \n](?i:my)\b)",
    rf"(?i:\bcollateral from (?:{_KIN}) ){_NAME}(?=:)",
    rf"(?i:\bin[ \n]\d{{4}}, ){_NAME}(?=\.)",
    rf"(?i:\bsigned [^;]{{4,40}}?[ \n]before[ \n]){_NAME}(?=[.,]| {_LETTERS})",
    rf"(?i:\bfamily member[ \n]){_NAME}(?=[ \n](?i:will[ \n]drive)\b)",
    rf"(?i:\bwill see[ \n]){_NAME}(?=,? {_LETTERS}| (?i:weekly)\b)",
    rf"(?i:\bof record: (?:(?:prof|dr)\b\.? )?){_NAME}(?=[.,] )",
    rf"(?i:\bscribed for (?:dr\.? ?)?){_NAME}(?=,? {_LETTERS}| (?i:by) )",
    rf"(?i:(?:\A|\n|\bsubject: )(?:re|regarding): ){_FIELD}{_NEXT}",
    rf"(?i:\blabell?ed:?[ \n])\"{_FIELD}(?=, (?:[A-Z]{{1,3}}-?\d|\d|(?i:left|right)\b))",
    rf"(?i:\b(?:{_KIN})[ \n]){_NAME}(?=[ \n](?i:had \w+ cancer)\b)",
    rf"(?i:\b(?:landlord|landlady)[ \n]){_NAME}(?=[ \n](?i:sent)\b|, (?:\d|{_LETTERS}))",
    rf"(?i:\d[\w' ,.#\n-]{{3,50}}?, ){_NAME}(?=: \d+ (?i:steps|stairs))",
    rf"(?i:\b(?:submitting|technologist|coder|assistant|surgeon|attending|provider|physician|pathologist|"
    rf"radiologist):?[ \n]){_NAME}(?=,[ \n]{_LETTERS})",
    rf"(?i:\b(?:dr|doctor|prof)\b\.? ){_NAME}(?=[ \n](?i:ran|saw|called back|recommends|asks|wants|do an?|"
    rf"has \d+)\b)",
    rf"(?i:\b(?:guardian|emergency contact|next of kin): ?){_NAME}(?=\n|,|;| ?\()",
    rf"(?i:\b(?:{_KIN})[ \n]){_NAME}(?=[ \n](?i:to be (?:there|present))\b)",
    rf"(?i:\bsigned by:? (?:prof|dr)\.? ){_NAME}(?= (?i:on) {_DAY})",
    rf"(?i:\band)[ \n]{_NAME}(?=[ \n](?i:agree)[.\n])",
    rf"(?i:\bsigned: ){_NAME}(?=,? {_LETTERS}| +(?i:date):)",
    rf"(?i:(?:\A|\n)(?:from|to): ){_NAME}(?=,? {_LETTERS})",
    rf"(?i:\bfollow up with[ \n]){_NAME}(?=,? {_LETTERS})",
    rf"(?i:\bletter to[ \n]){_FIELD}(?=,[ \n](?:\d|[A-Z]\d|PO\b|P\. ?O\.|(?i:lot|box|rr) \d))",
    rf"(?i:\b(?:nursing home in|commutes from|driving to)[ \n]){_NAME}(?=[.,;]| (?i:with)\b)",
    rf"(?i:\bdr\b\.? ?)(?P<name>{_WORD}\n{_WORD})(?=, (?:Lot|LOT|\d)| (?i:on) {_DAY}|; (?i:bring|accession)|"
    rf"\n(?i:subject|re):)",
    rf"(?i:\bnamed[ \n]){_NAME}(?=\.[ \n])",
    rf"(?i:\b(?:roommate|neighbor|boss)[ \n]){_NAME}(?=[ \n](?i:may be called)\b)",
    rf"(?i:\b(?:owner|doula|medic)[ \n]){_NAME}(?=, \+?\(?\d)",
    rf",[ \n](?P<name>{_WORD})(?=,[ \n](?:[A-Z]{{2}}|(?i:{_STATES})) \d{{5}}(?!\d))",
    rf"(?i:\bwarn: ){_NAME}(?=[ \n](?i:called)[ \n])",
    rf"(?i:\b(?:with|custody:|from|and|w/)[ \n]){_NAME}(?=[ \n]\((?i:{_KIN}|roommate)[),])",
    rf"(?i:\b(?:{_KIN}),[ \n]){_NAME}(?=, (?i:about|at \d|age))",
    rf"(?i:\brents[ \n]from[ \n]){_NAME}(?=[;.])",
    rf"(?i:\bchildren,[ \n]){_NAME}(?=[ \n]\(\d)",
    rf"(?i:\bcaller: ){_NAME}(?=\. )",
    rf"(?i:\btravel to[ \n]){_NAME}(?=[ \n](?i:from)[ \n]{_DAY})",
    rf"(?i:abstracted by [\w. ,/'\n-]{{3,40}}, )(?P<name>[a-z]+(?:-[a-z]+)?|[A-Z]+-[A-Z]+)(?=,[ \n]{_DAY})",
    rf"(?i:abstracted by [\w. ,/'\n-]{{3,40}}, ctr, )(?P<name>[A-Z]{{4,}})(?=,[ \n]{_DAY})",
    r"(?i:\bper[ \n])(?P<name>[a-z]+-[a-z]+|[a-z]+(?=\. Name)|[A-Z]+(?=\. NAME WAS))(?=\.)",
    rf"(?i:\b(?:mr|mrs|ms|miss)\b\.? )(?P<name>{_OF}{{0,3}}{_ANY})(?= (?i:is an? \d|enrolled on|received "
    rf"from|reports \d|was taken|wished to|returns for)|, \d+[ -]?(?i:yo|y/o|year|yr)|, \d+ ?y\.o)",
    rf"\bdr\. (?!(?:visit|appt|appointment|office|note|"
    rf"orders?)\b)(?P<name>(?:st\. )?{_OF}{{0,3}}[a-z]{_LETTER}+(?:-(?:van|von|de|den|der|ter|ten|la|le|"
    rf"mac|nic)(?: [a-z]{{2,4}})? "
    rf"[a-z]{_LETTER}+)?)(?=[.,;]| {_DAY}| (?:of|at|and)\b| "
    rf"(?:on|by|in)\b| \d|:|\Z|\n)",
    rf"(?i:\bsees[ \n]){_NAME}(?=[ \n](?i:on) (?:{_DAY}|the\b))",
    rf"\)[ \n](?i:and)[ \n]{_NAME}(?=[ \n]\(\d{{1,3}}\))",
    rf"(?i:\b(?:bedside:|call)[ \n]){_NAME}(?=(?: (?i:and)[ \n][A-Z]|,[ \n](?i:sponsor)))",
    rf"(?i:\bbedside: [\w' \n-]{{2,40}} and[ \n]){_NAME}(?=\.)",
    rf"(?i:\bbrought in by[ \n]){_NAME}(?= (?i:on) )",
    rf"(?i:\bsupervisor[ \n]){_NAME}(?=[ \n](?i:at) )",
    rf"(?i:\bproxy is[ \n]){_NAME}(?=, (?i:reached))",
    rf"(?i:\b(?:dr|doctor|prof)\b\.?[ ]?){_LINE}(?=[,.;:)\n]|\Z| (?i:the)\b| (?i:on|at|in \d|by phone)| "
    rf"{_DAY})",
    rf"(?i:\bdr\b\.? ){_NAME}(?=, (?:\+?\(?\d|(?i:phone|fax|ext)\b))",
    rf"/s/ {_NAME}(?= {_DAY})",
    rf"(?i:\bto (?:monitor|follow)\. ){_LISTED}(?=\n|[ ][A-Z]\w+ )",
    rf"(?i:\bof[ \n]){_NAME}(?=(?:[ \n](?i:asks for)|, (?i:died))\b)",
    rf"(?i:\bbelongs? to[ \n]){_NAME}(?=, (?i:record)\b)",
    rf"(?i:\b(?:retired from|employed by|vendor|employer:?|that|at)[ \n]){_FIRM}(?=,? P\.C\.)",
    rf"(?i:\b(?:vendor|employer:?|employed by|worked[ \n]for|works nights at)[ \n]){_FIRM}(?=\.[ \n]|;|, "
    rf"?(?i:work phone)| "
    rf"(?i:until)\b)",
    rf"(?i:\b{_ENDS}\.?,? )(?P<name>(?i:{_STATES}))(?=,?[ \n](?:(?i:{_STATES})\b|[A-Z]{{2}} \d))",
    rf"(?i:\battend school in[ \n]){_NAME}(?=\.)",
    rf"(?i:\bat ){_NAME}(?= (?i:medical center)\b)",
    rf"(?i:\b(?:report given to|report from|query(?: to)?|referring:|referral to|medicines to|contact|"
    rf"medic|attorney|"
    rf"police officer|therapist|aide|worker|coordinator|hi|could|nurse|(?:phoned|called) to|out to|dear|"
    rf"follow-up:|"
    rf"general, by|attending:|log:|and|pediatrician|monitor\.|general,|cc:|"
    rf"(?:dictated|transcribed|signed) by:|release of information:|note of|under the care of|coder|per|"
    rf"with)[ \n]){_NAME}(?=,? {_LETTERS}|, (?i:bar no|certificate|report|ext\b)| \((?i:user id)\b|"
    rf", [\w.+-]+ ?(?:@|"
    rf"[(\[]|(?i:at) [\w.-]+ ?(?:\.|(?i:dot)\b)))",
    rf"(?i:\b(?:told by|report given to) ){_NAME}(?=\.)",
    rf"(?i:\bcontact ){_NAME}(?= (?i:at the)\b)",
    rf"\n{_NAME}(?=, {_LETTERS}, (?i:pager|desk ext))",
    rf"(?i:\bquery dr\.? ){_NAME}(?= (?i:on)\b)",
    rf"(?i:\b(?:in|of|the|from) ){_TOWN}(?= (?i:cty)\b)",
    rf"(?i:\bwhere (?:{_KIN}) ){_NAME}(?= (?i:works)\b)",
    r"(?i:\bby user )(?P<name>[a-z]+)(?=, (?i:workstation)\b)",
    rf"(?i:\bcounty at dx: ){_NAME}(?= (?i:county|cty|parish)\b)",
    rf"(?i:\b(?:his|her|their) (?:{_KIN}), ){_NAME}(?=, (?i:reads)\b)",
    rf"{_START}{_NAME}(?= (?i:did (?:\d+ sets|the thought)|reports \d+ shocks|was taken to the or|"
    rf"tolerated well, "
    rf"premedicated)\b)",
    rf"; {_NAME}(?=, {_LETTERS} (?i:has)\b)",
    rf"(?i:\b(?:{_ENDS}|trl|path|row|fl|floor|run|crossing|loop|cove|bend|alley|sq|circle)\.?(?:,? |"
    rf"\n)){_LISTED}(?: -[\w-]{{3,12}})?(?=,? "
    rf"(?:{_LETTERED}|"
    rf"{_STATE}) \d{{5}}(?! ?\d))",
    rf"(?i:\b(?:parkway|boulevard), )(?P<name>{_STATE})(?=, (?i:phone)\b)",
    rf"(?i:\bnotified dr\.? ){_NAME}(?= (?i:of)\b)",
    rf"(?i:\bnotified ){_LISTED}(?=,? {_LETTERS} (?i:of)\b)",
    rf"(?i:\battorney ){_NAME}(?= (?i:of)\b)",
    rf"(?i:\bguarantor ){_NAME}(?=, (?i:{_KIN})\b)",
    rf"(?i:\bfollow up with dr\.? ){_NAME}(?= (?i:in) \d)",
    rf"(?i:\b(?:biba from|pick up at) \d[\w' .#,\n-]{{4,50}}?, ){_NAME}(?: -[\w-]{{3,12}})?(?= (?i:at) \d|"
    rf"\.)",
    rf"(?i:\b(?:housing authority of) ){_NAME}(?=,)",
    rf"(?i:\bpt: ){_FIELD}{_NEXT}",
    rf"(?i:\b(?:{_KIN}), ){_NAME}(?=, (?i:moved in)\b)",
    rf"{_START}{_NAME}(?=,? {_LETTERS} (?i:called|ran)\b)",
    rf"(?i:\bcc: [^\n;]{{3,40}}; ){_NAME}(?=,? {_LETTERS})",
    rf"(?i:\b(?:authenticated|signed|read|reviewed) by dr\.? ){_NAME}(?= {_DAY})",
    rf"(?i:[,:] \d{{1,6}}(?:-?[a-z])? [\w' ./#,\n-]{{4,50}}?, ){_NAME}(?=, (?:(?i:phone|key)\b|\d+/\d+ "
    rf"(?i:at)\b))",
    rf"(?i:\b(?:{_ENDS}|park|fl|trl|run|path|row|crossing|loop|cove|bend|alley|sq|circle)\.?, "
    rf")(?!{_STATE}\b|ZIP\b){_TOWN}(?= \d{{5}}(?:-\d{{4}}\b|"
    rf",))",
    rf"(?i:\b(?:to|by) (?:dr|doctor|prof)\b\.? ?){_NAME}(?= (?i:at) \d)",
    rf"(?i:\bdear (?:dr|prof)\b\.? ?){_NAME}(?=,)",
    rf"(?i:\bdaycare at ){_FIRM}(?=,? (?i:inc|llc|where)\b)",
    r"(?i:\buser )(?P<name>[a-z]+-[a-z]+)(?= (?i:from) \d)",
    rf"(?i:\bby ){_NAME}(?=, (?i:login)\b)",
    rf"(?i:\bby ems from ){_TOWN}(?=, {_STATE}\b)",
    rf"(?i:\bmet with pt and (?:{_KIN}) ){_NAME}(?=\.)",
    rf"(?i:\bthat the ){_FIRM}(?= (?i:hotel)\b)",
    rf"(?i:\bmoved in with \w{{2,5}} on {_DAY}[^;\n]{{0,25}} from ){_NAME}(?=, {_STATE}\b)",
    rf"(?i:\bby dr\. )(?P<name>{_WORD})(?=: [A-Z])",
    rf"(?i:\b\d{{1,6}} (?:camino|calle|rue|via|paseo|avenida) [^\n]{{2,30}}\n){_LISTED}"
    rf"(?=,? (?:{_LETTERED}|{_STATE}) \d{{5}}(?!\d))",
    rf"(?i:\baide nurse ){_NAME}(?= (?i:comes)\b)",
    rf"(?i:\bmet with (?:mr|mrs|ms|miss)\b\.? ){_FIELD}(?= (?i:and the partner)\b)",
    rf"(?i:\bseen by dr\.? ){_NAME}(?= (?i:in|on) )",
    rf"(?i:\bsubmitting: (?:dr|doctor|prof)\.? ){_NAME}(?= (?i:stage|final)\b)",
    rf"(?i:\bat ){_FIRM}(?=,? (?i:inc|llc)\b)",
    rf"(?i:\bcare of this patient\. (?:dr\.? )?){_NAME}(?=,|\nMD\b)",
    rf"(?i:\b(?:{_KIN}) ){_NAME}(?= (?i:died at) \d)",
    rf"(?i:\bdown by (?:neighbor|roommate|{_KIN}) ){_NAME}(?=,)",
    rf"{_START}{_NAME}(?= (?i:received from) (?:ED|ICU|OR|PACU|Clinic|CLINIC)\b)",
    rf"(?i:\b(?:neighbor|roommate) ){_NAME}(?=, {_REACHED})",
    rf"(?i:\b(?:{_KIN}) ){_NAME}(?=, \d+, (?i:had)| (?i:will call|was told|says|told by phone|at bedside|"
    rf"cut the|called \d+)\b| "
    rf"(?i:since) {_DAY}|, (?i:tel|phone)\b)",
    r"(?i:\b(?:log|sign|logged|signed) in as )(?P<name>[A-Za-z]+-[A-Za-z]+|[a-z]+)(?=[.,])",
    rf"(?i:\bbaby (?:girl|boy) ){_NAME}(?=[,.]| (?i:was|is|has)\b)",
    rf"(?i:\baddress: [^\n]{{3,40}}\n){_NAME}(?=,? (?:[A-Z]{{2}}|(?i:{_STATES})) \d{{5}})",
    rf"(?i:\bdr\.? ?){_STACKED}(?=[:.,])",
)
# In these, a term of two words may stand as well: Physical Therapy.
_ALMOST = (
    rf"(?:\A|\n){_FIELD}(?= \((?:MR ?#|MRN|DOB|born|BORN))",
    rf"(?:\A|\n){_FIELD}(?= +(?:DOB|MRN|D\.O\.B\.)\b)",
    rf"{_START}(?P<name>{_WORD})'[sS][ \n](?=(?i:{_KIN})\b|[A-Z][\w-]+ (?i:catheter|line|probe|"
    rf"drain|monitor|"
    rf"lift|wire|suction)\b|Foley\b|FOLEY\b)",
    rf"{_START}(?P<name>{_WORD})(?=, (?i:account) [A-Z\d])",
    rf"\n{_NAME}(?=(?:, {_LETTERS})?, (?i:pager|desk ext)|, {_LETTERS})",
    rf"(?i:[a-z\d] by[ \n]){_NAME}"
    rf"(?=,? {_LETTERS}|, (?i:login)\b)",
    rf"{_START}{_NAME}(?=[ \n](?i:and)[ \n](?:{_OF}{{0,2}}{_WORD} ){{1,3}}(?i:agree)\b)",
    rf"{_START}{_NAME}(?=[ \n](?i:enrolled on trial|was taken to|was admitted on|reports \d+|is "
    rf"comfortable|received from)\b)",
    rf"(?i:\b(?:reviewed|signed|read) by ){_NAME}(?=\.(?:\n|\Z| [A-Z]))",
    rf"(?i:\bhome with )(?P<name>{_WORD}(?:[ ]{_OF}{{0,3}}{_WORD}){{1,3}})(?=\. )",
    rf"(?i:\bfrom[ \n]){_NAME}(?=[ \n](?i:(?:general|community) hospital)\b)",
)
# In these, nothing but a name stands among small letters; among capitals one of the words is a name.
_CASED = (
    rf"(?i:\bretired from ){_FIRM}(?=\.)",
    rf"(?i:\blives in ){_TOWN}(?=[.,])",
    rf"(?i:\b(?:with|w/) (?:{_KIN}) ){_NAME}(?=\.[ \n])",
    rf"(?i:\b(?:{_KIN}),? ){_NAME}(?=, (?i:reads)\b| (?i:works)\b)",
    rf"(?:; |\n){_NAME}(?= \((?i:{_KIN})\))",
)
# In these, no word does that is not a name as well, unless one beside it is a name.
_LIKELY = (
    rf"(?i:\bby dr\.? )(?P<name>{_WORD}\n{_WORD})(?=: [A-Z])",
    rf"(?i:\b(?:dr|doctor|prof)\b\.? ?)(?P<name>{_WORD}\n{_WORD})(?=\n|[.][ \n]|, [a-z]|\Z)",
    rf"(?i:\b(?:{_KIN}|contact|guarantor|call|member|roommate|neighbor)[,:]?[ \n]){_NAME}(?=,[ "
    rf"\n]{_REACHED})",
    rf"(?i:(?:\A|\n)(?:from|to): ){_FIELD}(?=\n| [(<]|, {_LETTERS}|, OTR)",
    rf"(?:\n|, ){_LINE}(?=,?[ \n](?:[A-Z]{{2}}|(?i:{_STATES})) \d{{5}}(?![ \d]))",
    rf"(?i:(?:\A|\n|[.;:] |\| |\d )(?:re|regarding|pt):? ?\n?){_FIELD}{_NEXT}",
    rf"(?:\b[A-Za-z]{{2,}}:?[ \n]|/s/ ){_NAME}(?=,?[ \n]{_LETTERS})",
    rf"{_START}(?!(?i:will see)\b){_NAME}(?=,? {_LETTERS})",
    rf"{_START}{_NAME}(?=, \d+ ?(?i:yo|y/o|y\.o|yrs?|years?)\b)",
    rf"(?i:\b(?:county[\w ]{{0,12}}:|in)[ \n])(?P<name>{_WORD})(?= county\b)",
    rf"(?i:\b(?:home|lives)[ \n]with[ \n]){_LINE}(?=\.(?:\s|\Z))",
    rf"(?i:\bfound down[ \n]by (?:\w+[ \n])?){_NAME}(?=,)",
    rf"(?i:\b(?:signed|contact|information|officer|nurse|therapist|by|log):?[ \n]){_NAME}"
    rf"(?=, {_REACHED}| (?i:date:|at the\b))",
    rf"(?:(?i:\b(?:{_KIN}|children|subscriber|contact|guarantor|bedside|call|member|roommate|neighbor|"
    rf"home with|lives with)[,:]?[ \n])|[;.] )"
    rf"{_NAME}(?=(?:,[ \n](?:(?i:(?:an?|his|her) (?:{_KIN})|sponsor|dob|ssn|reads|moved in|at \d+|tel|"
    rf"who)\b)|"
    rf"[ \n](?i:had \w+ cancer|will[ \n]drive|may be called|works)\b|[ \n]\((?i:{_KIN}|[1-9]\d?|1[01]\d)\)))",
    rf"(?i:\b(?:{_KIN})[ \n]){_NAME}(?=: [a-z]|\.[ \n]|[ \n](?i:died at|called|cut the|since|says|was told|"
    rf"told by|will call|"
    rf"at[ \n]bedside)\b)",
    rf"{_START}{_NAME}(?=[ \n](?i:(?:was|is)[ \n](?:taken|admitted|employed|brought in|seen in|weaned|"
    rf"comfortable)\b|received from|"
    rf"enrolled on|reports \d+|returns for|lives with|did[ \n](?:the|\d+)|verbalized|moved during|"
    rf"tolerated[ \n]well|"
    rf"will return on|c/o|asks about|agrees with|wished to|would[ \n]not[ \n]want|denies|and[ \n]"
    rf"(?:[\w-]{{1,20}}[ \n]){{1,3}}agree)\b)",
)
# A space between two words may be the end of a line.
_SPACE = re.compile(r" (?![^\[\]]*\])")
_FRAMES = [
    (re.compile(_SPACE.sub("[ \\\\n]", frame)), level)
    for level, frames in (("sure", _SURE), ("almost", _ALMOST), ("cased", _CASED), ("likely", _LIKELY))
    for frame in frames
]
# They are nobody's name, though these frames fit round them.
_NEVER = (
    (cues.FUNCTION - split("soon per an will may can each about so man woman very lady were or"))
    | (cues.NEXT_FIELDS - {"date"})
    | (cues.ACTS - {"said"})
    | split(
        "see sincerely regards thanks medicine general university regional veterans community memorial "
        "reached "
        "within office notify duplicate sun mon tue wed thu fri sat dup old home mailing right left cell "
        "icu ed pacu snf mri er picu micu sicu ccu ems "
        "oxygen vent ventilator drip dose sedation flow pain fever cough breathing shelter "
        "final diagnosis impression findings assessment sorry met updated verified signed mailed covers "
        "academic children's women's affairs outside local another our"
    )
)
# Words for people that are surnames more often than they stand so.
_SURNAMES = split("twin holder mentor pastor cousin parent doctor friend payer mayor foster imam carpenter")
# Nor are these, unless more of a name stands before them: Patient was taken, but Bill Doctor was.
_NOT_FIRST = (cues.LABELS | cues.ROLES | cues.KIN) - _SURNAMES | split(
    "practitioner midwife staff family team orders order report reports specimen call message fax parents "
    "twins cytotechnologist fyi everyone client resident veteran subject athlete"
)
_STATES_TOO = split("virginia georgia washington")
_DEGREES = ("RN", "MD", "LPN", "NP", "PT", "CNA", "CCS", "LCSW", "RHIA", "RHIT")
_BETWEEN = split("and or of the")
_NOT_TAKEN, _LITTLE = cues.SUFFIXES | _BETWEEN, cues.PARTICLES | _BETWEEN
_AHEAD = _NOT_FIRST | cues.HONORIFICS | split("dear hi notified call contact")


def framed(line: cues.Line) -> Iterator[int]:
    """Find the words between both sides of a frame."""
    for frame, level in _FRAMES:
        place = 0
        while match := frame.search(line.text, place):
            inside = [
                i
                for i in line.within(*match.span("name"))
                if not (cues.degree(line.tokens[i].text) and line.gaps[i - 1].startswith(","))
            ]
            inside = _trim(inside, level, line)
            place = match.start() + 1  # a name within what is none, too
            if inside and _somebody(inside, level, line):
                place = match.end()
                yield from (i for i in inside if len(line.lows[i]) > 1 and line.lows[i] not in _NOT_TAKEN)


def _trim(inside: list[int], level: str, line: cues.Line) -> list[int]:
    """Leave out what stands before a name and after it: a heading, Dr., (husband."""
    begins = line.tokens[inside[0]].start if inside else 0
    heading = begins == 0 or line.text[begins - 1] == "\n"
    for place, i in enumerate(inside[:-1]):
        if (
            _is_initial(line.lows[inside[place + 1]])
            or line.tokens[inside[place + 1]].text[0].islower()
            or {line.lows[i], line.tokens[inside[place + 1]].text} & cues.PARTICLES
        ):
            continue
        if (
            heading
            and "\n" in line.gaps[i]
            and "," not in line.gaps[i]
            and not any(_is_name(j, line) for j in inside[: place + 1])
        ):
            inside = inside[place + 1 :]
            break
    if any("\n" in line.gaps[i] and line.lows[j] in _NOT_FIRST for i, j in itertools.pairwise(inside)):
        return []  # a name, and below it: Patient denies
    while len(inside) > 1 and "," not in line.gaps[inside[0]] and not _settled(inside, line):
        short = not (level != "likely" or line.plain[inside[0]]) and line.tokens[inside[0]].text in cues.SMALL
        if line.lows[inside[0]] not in _AHEAD and not (short and line.gaps[inside[0]] == " "):
            break
        inside = inside[1:]
    while len(inside) > 1 and line.tokens[inside[-1]].text in _DEGREES:
        inside = inside[:-1]
    while len(inside) > 1 and line.lows[inside[-1]] in _KIN_WORDS and "(" in line.gaps[inside[-2]]:
        inside = inside[:-1]
    return inside


def _somebody(inside: list[int], level: str, line: cues.Line) -> bool:
    lows = (line.lows[i].removesuffix("'s") for i in inside)
    words = [low for low in lows if not _is_initial(low) and low not in _LITTLE]
    if not words and level in ("sure", "almost"):  # N. Le
        return _is_initial(line.lows[inside[0]]) and line.lows[inside[-1]] in cues.PARTICLES
    if not words or any(line.tokens[i].text in ("the", "THE") for i in inside):
        return False
    surname = line.gaps[inside[0]].startswith((",", "^")) and words[0] not in cues.KIN  # Doctor, Maria
    alone = len(words) == 1 and not any(_is_initial(line.lows[i]) for i in inside)  # not E. Parent
    first = words if alone else words[surname:-1]
    joined = {line.lows[i] for i in inside if _joined(i, line)}  # More-Van Salm
    if (
        len(words) > 1
        and not line.plain[inside[0]]
        and (line.tokens[inside[-1]].text[0].isupper() or words[-1] == "more")
    ):
        joined |= {words[-1]} & cues.FUNCTION  # Per More
    if set(words) & _NEVER - joined or (set(first) & _NOT_FIRST and not _settled(inside, line)):
        return False
    if (
        len(words) > 1
        and words[-1] in _NOT_FIRST
        and not any(_is_name(i, line) or _is_initial(line.lows[i]) for i in inside[:-1])
    ):
        return False  # Physical Therapist agrees
    counted = [i for i in inside if line.lows[i].removesuffix("'s") in words]
    ordinary = [_is_ordinary(i, line) for i in counted]
    if alone and any(
        line.lows[i].endswith("ly") for i, common in zip(counted, ordinary, strict=True) if common
    ):
        return False  # mother apparently was told
    if level == "cased":
        phrase = " ".join(words)
        state = phrase in w.STATES or phrase in _STATES_TOO or cues.STATES.fullmatch(phrase)
        return not (state or "county" in words) and (
            not line.plain[inside[0]] or any(_is_name(i, line) or line.lows[i] == "st" for i in inside)
        )
    if level != "likely":
        return level == "sure" or surname or len(ordinary) == 1 or not all(ordinary)
    if not line.plain[inside[0]] and any(line.gone[i] or line.nameword(i) for i in inside):
        return True
    return not any(ordinary) and all(
        line.capital(i) and (line.gone[i] or line.tokens[i].text not in cues.SMALL) for i in inside
    )


def _joined(i: int, line: cues.Line) -> bool:
    """Whether a hyphen joins a word to a name or to the particle of one."""
    return any(
        gap == "-" and 0 <= j < len(line.lows) and (_is_name(j, line) or line.lows[j] in cues.PARTICLES)
        for gap, j in ((line.gaps[i], i + 1), (line.gaps[i - 1], i - 1))
    )


def _settled(inside: list[int], line: cues.Line) -> bool:
    """Whether a town has a particle within: Son en Breugel."""
    begins = line.lows[inside[0]] in ("son", "pastor")
    return begins and len(inside) > 2 and line.tokens[inside[1]].text in ("en", "das", "dos", "do", "da")


def _is_initial(low: str) -> bool:
    """Whether it is a letter, or several with points: a.s"""
    return len(low) == 1 or "." in low[1:2]


def _is_name(i: int, line: cues.Line) -> bool:
    """Whether a word is a name, or known to be one as well."""
    return bool(line.gone[i] or set(line.marks[i] or "") & set("gnm"))


def _is_ordinary(i: int, line: cues.Line) -> bool:
    """Whether a word is common in notes or elsewhere, and no name that is known."""
    return bool(set(line.marks[i] or "") & set("bc")) and not _is_name(i, line)
