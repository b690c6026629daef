"""The words that may stay in a de-identified text: everything else goes.

A list of names can never be complete; a list of the words that a clinical note needs nearly can. Most words
come from `words.txt.gz`, one a line with letters that say what is known of it:

- `c` it stands in a description of ICD-10-CM or in a title of an MS-DRG (both of the United States
  government, public domain);
- `b` it is among the commonest 12,000 words of English;
- `d` it is the name of a drug, typed in here, as are some 1,500 words of the ward that have a `c`;
- `g` it is also a given name of the United States, `n` a given name or one of the 5,000 commonest surnames,
  `m` a rarer surname (Census Bureau, frequently occurring names of 1990, public domain). These letters mark
  words that are suspicious where they are capitalised; no list of names is kept.

The English words are the lower-case words of SCOWL, sizes 10 to 60 (Spell Checker Oriented Word Lists,
Copyright 2000-2018 by Kevin Atkinson; permission to use, copy, modify, distribute and sell these word
lists, the associated scripts, the output created from the scripts, and its documentation for any purpose
is granted without fee, provided that the copyright notice appears in all copies and that both that
notice and this permission notice appear in supporting documentation; Kevin Atkinson makes no
representations about the suitability of this array for any purpose, it is provided "as is" without
express or implied warranty), those of sizes 70 and 80 with seven letters or more, and the lower-case words
of WordNet 3.0 for bodies, substances, states, acts, animals, things and qualities (WordNet 3.0 Copyright 2006
by Princeton University, all rights reserved; permission to use, copy, modify and distribute this software and
database and its documentation for any purpose and without fee or royalty is granted, provided that this
copyright notice and statement appear on all copies; it is provided "as is" and Princeton University makes no
representations or warranties, express or implied). Left out are short rare words, and words that are names
more often than words: of the sizes from 35 on every given name and the 2,000 commonest surnames, from 50 on
every surname, unless `c`.

More terms of medicine and its offices, written down specialty by specialty, are in `terms.txt.gz` in the
same form, with three letters more: `a` an abbreviation as it is written, `e` a name that a disease, a sign or
a test carries, `h` it may stand capitalised inside a sentence. What is also a name in a public list of names
(those of the Census Bureau and of Faker) was left out, unless it is a word of English.

The rest is typed in below: abbreviations, what may be capitalised, diseases that carry a name, streets.
"""

from __future__ import annotations

import functools
import gzip
from importlib import resources

__all__ = [
    "ABBREVIATIONS",
    "CAPITALISED",
    "EPONYMS",
    "MONTHS",
    "RARER",
    "STATES",
    "STREETS",
    "TITLES",
    "capitalised",
    "split",
    "vocabulary",
]


def split(words: str) -> frozenset[str]:
    """Make a set of the words of a text."""
    return frozenset(words.split())


def _read(name: str) -> dict[str, str]:
    """Words and their letters, from a file of the package."""
    packed = resources.files("recordsdata.records").joinpath(name).read_bytes()
    return dict(line.partition(" ")[::2] for line in gzip.decompress(packed).decode("ascii").splitlines())


_TERMS = _read("terms.txt.gz")


@functools.cache
def vocabulary() -> dict[str, str]:
    """Read the words that may stay, lower case, with the letters that the module's text explains.

    Examples
    --------
    >>> vocabulary()["pneumonia"], vocabulary()["rose"], "smith" in vocabulary()
    ('c', 'bgn', False)
    """
    terms = {word: letters for word, letters in _TERMS.items() if set(letters) - set("ae")}
    typed = dict.fromkeys(EXTRA | CLINICAL, "c") | dict.fromkeys(DRUGS, "dc")
    return typed | _read("words.txt.gz") | terms


@functools.cache
def capitalised() -> frozenset[str]:
    """Collect the words that may stand capitalised inside a sentence, drugs among them.

    Examples
    --------
    >>> "doppler" in capitalised(), "tylenol" in capitalised(), "smith" in capitalised()
    (True, True, False)
    """
    return CAPITALISED | {word for word, letters in vocabulary().items() if set(letters) & set("dh")}


# Words to add to those of the file; lower case.
EXTRA = split(
    """
can't won't don't i'm it's she's he's i've they're isn't aren't haven't hasn't couldn't wouldn't shouldn't
didn't doesn't i'll i'd we're you're that's there's let's who's what's wasn't weren't hadn't they've we've
you've they'll we'll he'll she'll it'll y'all he'd she'd they'd ain't mustn't needn't abx adm afeb african
american amio amox ancef app apps asian ativan atypia auth barcode barcodes biomed birthdate blog bluetooth
bx callback carina caucasian chatbot checkbox chest-tube chk cipro coags comp copay copays creat ctdivol cx
denys dig dilaudid dlp doula doulas dropdown dup dx ebook emoji epi european exp fent fitbit flowsheet
fullterm fx gadavist geocode grp haldol handoff handout hct hello hgb hi hispanic hotspot ht hx ipad iphone
isovue jackson-pratt ketamine keycard keypad kin latino levaquin levophed login logins logout lytes ma'am
malware mexican mgy miu multidisciplinary neg neurodivergent nitrazine nonadherent nondistended nontender
norepi obs offline ok okay omnipaque onboarding passcode passcodes pearly phenyl plts pos postop preauth
precedex preop prepped preterm propofol rebooked recert rehab relif remdesivir reschedule rescheduled resps
roc rx sats selfie skype smartwatch spreadsheet subacute succ sump surg sx tan teleconference telehealth
telemedicine thx touchpad trach trachs tx uninsured unsteady username usernames vanc vape vaped vapes vaping
videoconference visipaque voicemails webcam weblink workup workups wristband wt y/o zoom zosyn
"""
)

# Words of pathology, radiology, surgery, nursing and the office that dictionaries of English do not have.
CLINICAL = split(
    """
glucola serofast meningismus waybill mitis faecalis faecium aureus epidermidis pyogenes pneumoniae tryptase
procalcitonin hotline shipper nickel balsam biphasic superotemporal oak mech ceph ruck duces tecum livescan
cuffless ipledge ediary khz mbps sige godson goddaughter screener acantholysis acyanotic addr adjuvant adm
adnexa adnexal afebrile akinesis akinetic allele alleles ambs amplicon anaplastic anechoic aneuploid
angiographic anicteric anisocytosis anterolisthesis aortopulmonary aphasic appt appts arousable asap assist
assists asst atelectatic atraumatic attenuation autoinjector avidity bandemia bedrest bladderscan blasts
bodycam bolused boost brachytherapy bronchiectasis bruit bruits burr-hole bystander cachectic capillary
cardioversion cardioverted catheterized cellularity chemoimmunotherapy chemoradiation chemoradiotherapy
choledocholithiasis cholelithiasis clonus codon codons colostomy comedonecrosis comorbid comorbidities
comorbidity contrast costophrenic crackles craniectomy cranioplasty craniotomy cribriform crossmatch
crossmatched crossmatching cyberknife cytogenetic cytogenetics cytokeratin cytokeratins cytotechnologist
cytotechnologists dashcam dashcams debrided debriding decannulated decannulation deeper defibrillated dept
depts desat desats desaturated desaturation desmoplasia desmoplastic diaphoretic diploid discectomy disch
dispense dispensed dob dosimetry downtitrated dysarthric dysdiadochokinesia dyskeratosis dyskinesis
dyskinetic dysmetria dysplastic dyssynchrony echogenic echogenicity ectocervical egophony ejected
electrogram electrograms encephalomalacia endocervical endometrioid epidural epithelioid erythroid eschar
eschars eval evals exon exons explant explantation explanted explants exsmoker ext extranodal extrication
extubate extubated fasciculations ferumoxytol flavum fluorodeoxyglucose fluoroscopic foam-dressing
follicular foraminal foraminotomy fractionation frameshift fremitus gadolinium gallop gallops gastrostomy
germline gliosis glycopyrrolate granulating helmeted hemineglect hepatosplenomegaly heterozygous hilar
histiocytes histiocytic histotechnologist homocysteine homozygous hosp hydrocolloid hydroureter
hydroureteronephrosis hyperattenuating hypercellular hyperdense hyperdensity hyperechoic hyperintense
hyperkeratosis hypoattenuating hypocellular hypochromia hypodense hypodensity hypoechoic hypofractionated
hypointense hypokinesis hypokinetic ileostomy immunohistochemical immunohistochemistry immunostain
immunostains immunotherapies immunotherapy inoperable interrogated interrogation intraductal intranasal
intraosseous intraparenchymal intron introns intubate isocenter isoechoic isointense jejunostomy
jugular-venous karyotype karyotypes koilocytic koilocytosis lamellar laminectomy leptomeningeal leukocytosis
lic ligamentum listhesis lucencies lucency lymphadenopathy lymphovascular macerated maceration macrocytosis
malodorous mediastinal megakaryocytes megakaryocytic methylated methylation methylmalonic mgmt
microangiopathic microcytosis min missense mucinous multilobulated myeloblasts myeloid myometrial myometrium
nasogastric nasojejunal neb nebs nebulized neoadjuvant nephrolithiasis nephrostomy neuroforaminal nonacute
nonambulatory noncompliant noncontrast nonfocal nonlabored nonpitting nonsense nonsmoker nonverbal
normoblasts normocellular normocephalic normotensive normothermic o'clock obtunded odor offloading ok'd
ok'ed opacities organomegaly orogastric orthokeratosis osteophyte osteophytes osteophytosis ostomies ostomy
paced pacing papillary parakeratosis parametrial parametrium paratracheal pathologic pericholecystic
perihilar perinephric perineural peristomal periventricular periwound photopenic plasmacytoid ploidy
pneumatosis pneumobilia pneumoperitoneum poikilocytosis polychromasia portosystemic postpartum postvoid
pouching prefilled preg prehospital premedicate premedicated premedication prenatal preoxygenated
preoxygenation prescriber prescribers pretreated prevoid pronator pts purulence qty radiographic
radiopharmaceutical radiosensitizer radiotracer rales re-excision readmission readmissions readmit readmits
readmitted rebiopsied rebiopsy rec rec'd recannulated recd rechallenge recs recut recuts reexcision refax
refaxed refill refills reimplanted reintubated reintubation relabel relabeled reprint reprinted req reqs
reresection rescan rescanned resched resectable resected resend resent restage restaged restaging reticulin
reticulonodular reticulum retrolisthesis retroperitoneum rhabdoid rhonchi rouleaux rousable sanguineous sats
schistocytes scintigraphy septated septations serosanguineous serosanguinous serous sestamibi signet slough
somatic sonographer sonographers sonographic spherocytes spindled spondylolisthesis spondylolysis
spondylosis spongiosis squames stoma stomas straight-cath subcarinal subdural suctioned suctioning
sugammadex suple supplied tapering target-cells technetium technologist tesla tetraploid thecal thrill
thrills titrate titrated titrating tomotherapy tourniquet tourniquets trabecular transesophageal
transitional transthoracic tree-in-bud trilineage tube-feeds tunneling turgor tympanitic tympany unbelted
undermining unhelmeted unresectable unrestrained uptake uptitrated ureterolithiasis urostomy urothelial
ventriculomegaly ventriculoperitoneal ventriculostomy voided wheezes
"""
)

# Drugs by the names they are sold and ordered under.
DRUGS = split(
    """
abelcet abilify abraxane accupril actemra actigall activase actonel actos adcetris adcirca adderall adempas
adenocard aggrastat aimovig ajovy akynzeo aldactone alfentanil alimta aloxi altace amaryl ambien ambisome
amicar amidate amitiza ampyra andexxa anectine angiomax angiotensin anoro antabuse antivert anzemet apidra
aranesp arava argatroban aricept arimidex arixtra arnuity aromasin astagraf atacand ativan atrovent aubagio
auryxia avandia avapro avastin avodart avonex avycaz azactam azasan azilect banzel baraclude basaglar
belsomra benicar benlysta bentyl betapace betaseron bevacizumab bevespi biaxin biktarvy blenrep blinatumomab
blincyto boniva bortezomib breo brevibloc brevital bridion briviact bumex bupivacaine buspar bydureon byetta
byfavo bystolic caldolor campral camptosar cancidas capecitabine caplyta carafate cardene cardizem cardura
carfilzomib casodex catapres celexa cellcept cerebyx cetuximab chantix chloroprocaine cholbam cimzia
cinvanti cisatracurium cleocin cleviprex clozaril combivent compazine comtan concerta copaxone cordarone
coreg corvert cosela cosentyx cozaar creon cresemba cubicin cyklokapron cyramza cytomel cytotec cytovene
cytoxan dacarbazine daliresp dalvance daratumumab darzalex daunorubicin dayvigo decitabine degarelix demadex
denosumab depakene depakote descovy detrol diamox dificid diflucan dilantin diovan diprivan ditropan
dobutamine docetaxel dovato doxil dulcolax dulera duoneb dupixent duramorph durvalumab edecrin effexor
elahere elavil eloxatin emgality enablex enhertu entyvio envarsus enzalutamide epclusa epirubicin eraxis
erbitux eribulin erleada erlotinib esbriet etomidate etoposide evenity everolimus evista exelon exemestane
exparel famvir fanapt fareston fasenra faslodex feiba felbatol femara feraheme ferrlecit fiasp filgrastim
firmagon flolan flomax flovent fludarabine folotyn fondaparinux fortaz forteo fosamax foscavir fosrenol
fulvestrant fycompa gabitril gazyva gemcitabine gemzar gengraf genvoya geodon giapreza gilenya gleevec
glucophage glucotrol golytely goserelin halaven harvoni hectorol herceptin horizant humulin hycamtin hytrin
ibrance ibrutinib idamycin ifosfamide ilaris imatinib imbruvica imfinzi imitrex imlygic imodium imuran
incruse inderal infed inflectra injectafer inspra integrilin intron intuniv invanz invega invokana
ipilimumab iressa irinotecan isentress isuprel ixempra jakafi jevtana juluca kadcyla kaletra kalydeco
kayexalate kcentra kengreal keppra ketalar kineret kisqali klonopin kyprolis kytril lagevrio lamictal
lanoxin lantus latuda lemtrada lenalidomide lenvima leqvio letairis leucovorin leuprolide levemir levoxyl
levsin lexapro lidocaine linzess livalo lodosyn lokelma lomotil lonsurf lopid lopressor lotensin lovaza
lunesta lupron luvox lynparza marcaine mavenclad mavyret maxalt maxipime mekinist mepivacaine merrem
methotrexate miacalcin micardis microzide milrinone minipress minocin miralax mirapex mitomycin mitoxantrone
mounjaro movantik multaq mycamine myfortic mylotarg myrbetriq namenda narcan naropin natpara natrecor
navelbine neoral neostigmine nerlynx nesina neupro neurontin nexavar nicorette nimbex nipride nitropress
nivolumab nolvadex norpace norvasc norvir novolin novoseven noxafil nplate nucala nuedexta nulojix nurtec
nuzyra obinutuzumab ocaliva ocrevus ofev ofirmev olaparib olumiant oncaspar onfi onglyza ontak opsumit
orbactiv orencia orenitram orkambi osimertinib otezla oxaliplatin pacerone paclitaxel padcev palbociclib
pamelor panitumumab paraplatin paxil paxlovid pegfilgrastim pembrolizumab pemetrexed perjeta pertuzumab
phenergan phoslo plaquenil plegridy pomalidomide pomalyst praluent prandin pravachol praxbind precose
prezista primacor primaxin prinivil pristiq procardia prograf prolia promacta proscar provenge proventil
pulmicort pulmozyme quelicin qvar radicava rapaflo rapamune rapivab razadyne rebif reclast regorafenib
relistor relpax remeron remicade remifentanil remodulin renagel renflexis renvela repatha requip restoril
retacrit retavase revatio revia revlimid rexulti reyataz rilutek rinvoq risperdal ritalin rituximab robinul
rocuronium ropivacaine rozerem ruxolitinib rybelsus rytary rythmol sabril sacituzumab sandimmune sandostatin
saphris sarclisa senokot sensipar serevent seroquel simponi simulect sinemet sivextro skyrizi sorafenib
sovaldi sprycel starlix steglatro stelara stiolto stivarga strattera sublocade suboxone subutex
succinylcholine sufenta sufentanil sunitinib sutent symdeko symmetrel synercid tafinlar tagrisso taltz
talzenna tambocor tamiflu tapazole tarceva tasigna taxol taxotere tecentriq tecfidera teflaro tegretol
temodar temozolomide tenecteplase tenex tenormin tepadina tezspire thalomid theophylline thymoglobulin tigan
tikosyn tirosint tivicay tnkase topamax topotecan toprol toradol torisel toujeo toviaz tracleer tradjenta
trastuzumab trazodone treanda trelegy trelstar tremfya tresiba tricor trikafta trileptal trintellix triumeq
trodelvy trulance truvada tudorza tukysa tygacil tykerb tymlos tysabri tyvaso ubrelvy udenyca ultiva unasyn
uptravi uroxatral ursodiol vabomere valcyte valium valrubicin valtrex vancocin vascepa vasostrict vasotec
vectibix vecuronium veklury velcade veletri velphoro veltassa vemlidy venclexta venetoclax venofer ventolin
verzenio vesicare vfend vibativ vibramycin vidaza viibryd vimpat vinblastine vincristine vinorelbine viokace
viread vistaril vivitrol votrient vraylar vyvanse vyxeos wellbutrin xadago xanax xcopri xeljanz xeloda
xerava xgeva xifaxan xofluza xolair xopenex xospata xtandi yervoy yescarta zaltrap zaroxolyn zarxio zejula
zelboraf zemplar zemuron zenpep zerbaxa zestril zetia ziextenzo zocor zoladex zometa zomig zonegran zortress
zovirax zykadia zyprexa zytiga zyvox
"""
)

# Abbreviations in capitals that notes use; any other run of capitals is taken for initials or a number.
ABBREVIATIONS = split(
    """
Tmax Nx TcPO2 FeNO NRFHT PHH GINA SE GIR ATA OG Ao SAE AQ Td Vi Ag Ab NRS FABER ORT PASI DD DOT ANB AH VH VP
Tp Kt Qb Qd kU WAB MPT ILDA ptc mBESS PUSH A AAA AAO AAROM ABCD ABG ABGS ABI ABIS ABN ABO ABVD ABX AC ACCT
ACE ACEI ACHS ACL ACLS ACNP ACO ACS AD ADA ADC ADD ADHD ADL ADLS ADM ADT AED AFB AFI AFO AFP AGA AHA AHI AI
AICD AIDET AIDS AIMS AIN AJCC AKA AKI AL ALA ALK ALL ALND ALP ALS ALT AM AMA AMI AML AMLOS AMPAC AMS ANA ANC
ANCA AND AOM AOX AP APACHE APAP APC APGAR APR APS AR ARB ARDS ARF AROM AS ASA ASAP ASC ASCVD ASD ASQ ASRS
AST AT ATC ATM ATN ATRA ATTN AUDIT AV AVF AVG AVH AVL AVM AVN AVNRT AVR AVSS AXR B BAL BBB BC BCG BDI BE BG
BI BIBA BID BIN BIPAP BIPOC BIRADS BIW BKA BLE BLED BM BMI BMP BMS BMT BNP BP BPD BPH BPM BPP BPRS BRAF
BRBPR BRCA BS BSA BSN BUE BUN BVM BX C CA CABG CAD CAGE CAH CAM CAMICU CAP CAPD CAR CARF CAT CAUTI CBC CBD
CBI CC CCB CCC CCE CCTV CCU CD CDC CDI CEA CEAP CEO CEU CF CFNP CFO CHADS CHF CHOL CHOP CI CIWA CK CKD CKMB
CL CLABSI CLIA CLL CM CME CMI CML CMP CMS CMV CN CNA CNS CO COB COPD COTA COVID CP CPAP CPD CPK CPR CPS CPT
CR CRF CRNA CRP CRRT CRS CRT CSF CSM CSN CSSRS CST CT CTA CTAB CTD CTO CTPA CTR CTV CTX CURB CV CVA CVAT CVC
CVICU CVL CVP CVS CVVH CXR CYP D DAPT DASH DAST DBP DC DCF DCIS DDH DDX DEA DES DEXA DFS DHS DIC DIEP DIP
DISCH DJD DKA DL DLP DM DMARD DME DMV DNA DNI DNR DNRCC DNVI DO DOA DOAC DOACS DOB DOE DP DPM DPOA DPT DRE
DRG DRGS DT DTAP DTR DTRS DTS DVD DVT DWI DX E EBL EBT EBV ECF ECG ECHO ECMO ECOG ECT ED EDC EDD EEG EEOC EF
EFAST EGA EGD EGFR EHR EKG EMG EMPI EMR EMS EMT EN ENT EOB EOM EOMI EOS EP EPO ER ERCP ERCPS ESBL ESI ESL
ESP ESR ESRD ETA ETCO2 ETOH ETOHISM ETT EUS EVAR EVD EVLT EXAM EXT F FAST FB FBS FDA FDG FEU FEV FFP FFR FH
FHIR FHR FHT FHTS FHX FIGO FIM FIO FISH FLACC FLAIR FMEA FMLA FNA FNP FOBT FOLFIRI FOLFOX FOV FQHC FSH FTE
FTT FU FULL FUO FVC FWB FX FYI G GA GAD GBS GC GCS GCSF GDM GED GERD GFR GGT GI GIB GJ GLASGOW GLP GMLOS GN
GNR GPC GPS GSW GTPAL GTT GU GVHD GYN H HA HAART HAC HAMD HAPI HAS HAV HBA HBIG HBV HC HCAP HCC HCG HCM HCO
HCP HCPCS HCT HCTZ HCV HD HDL HEDIS HEENT HELLP HEME HEMONC HEP HFA HFMREF HFNC HFPEF HFREF HGB HH HHA HHS
HI HIB HICN HIDA HIE HIM HIPAA HIPEC HIT HIV HJR HL7 HLA HLD HOB HOCM HONK HPF HPI HPO HPV HR HRCT HRS HRT
HS HSM HSV HTN HU HUS HX I IABP IADL IADLS IBAN IBD IBS ICA ICD ICDS ICF ICH ICP ICPS ICS ICU ID IDDM IE IED
IEP IG IGA IGE IGG IGM IHC IHSS II IIA IIB III IIIA IIIB IIIC IJ ILD IM IMA IMEI IMRT IN INC INH INR IO IOL
IP IPPS IPV IQ IRB IRF IS ISBN ISS IT ITP IU IUD IUGR IUP IV IVC IVDA IVDU IVF IVIG IVP IVPB IX JP JVD JVP K
KAFO KCL KPI KPS KRAS KUB KVO L LA LABS LAD LAE LAN LBBB LBM LBP LCIS LCPC LCSW LCTAB LCX LDH LDL LE LEAN
LFT LFTS LGA LGBT LGSIL LHC LI LIJ LIRADS LLC LLE LLL LLQ LMA LMFT LMN LMP LMR LMWH LN LOA LOC LOINC LOS LP
LPC LPF LPN LR LS LSD LTAC LTCH LTCS LUE LUL LUPA LUQ LV LVAD LVEDP LVEF LVH M MAC MADRS MAE MALT MAOI MAP
MAPS MAR MAS MBBS MCA MCC MCH MCHAT MCHC MCL MCP MCV MD MDD MDI MDMA MDS MED MELD MEN MEP MEQ MET METS MG
MGUS MI MICU MIN MIP MIPS MMM MMR MMRC MMS MMSE MMT MOCA MOLST MPI MPR MPV MR MRA MRCP MRG MRI MRN MRS MRSA
MRV MS MSE MSI MSP MSSA MSW MV MVA MVC MVP MVR N NA NABS NACL NAD NAFLD NASH NBM NBN NC NCAT NCLEX NCQA NCS
ND NEC NEXUS NG NGML NGS NGT NHS NICU NIDDM NIHSS NIL NIPPV NK NKA NKDA NO NOAC NOS NPA NPH NPI NPO NQF NRB
NRBM NS NSAID NSAIDS NSCLC NSR NST NSTEMI NSVD NT NTG NTND NVD NVI NWB NYHA O OA OASIS OB OBGYN OCD OCP OD
ODD OFC OGT OHS OM OME ONC OOB OP OPA OPPS OR ORIF OS OSA OSH OSHA OT OTC OTP OTR OU OX P PA PAC PACS PACU
PAD PAF PAP PAT PBM PCA PCI PCL PCMH PCN PCO PCOS PCP PCR PCS PCV PCWP PD PDA PDGM PDSA PDX PE PEA PEEP PEG
PEGJ PERC PERRL PERRLA PET PF PFO PFS PFT PFTS PGY PH PHD PHI PHQ PI PICC PICU PID PIH PIP PIRADS PIV PJP
PKD PKU PLT PM PMD PMH PMHNP PMHX PMI PMN PMR PN PNA PND PO POA POC POD POLST PONV POST POTS POX PPD PPE PPH
PPI PPM PPN PPROM PPSV PPX PR PRBC PRBCS PRE PRN PROM PRVC PS PSA PSH PSHX PSI PSMA PSV PSVT PT PTA PTCA PTH
PTO PTSD PTT PTX PUD PV PVC PVCS PVD PVR PWB Q QAC QAM QD QHS QID QL QNS QOD QPC QPM QR QRS QSOFA QT QTC QWK
R RA RAC RAD RADS RAF RAI RASS RBBB RBC RBCS RCA RCHOP RCT RDS RDW RE RECIST REF REM RF RFA RFID RH RHC RHHI
RHIT RHOGAM RIJ RIMA RLE RLL RLQ RLS RML RN RNA ROC ROI ROM ROP ROS ROSC RPH RR RRR RRT RSBI RSI RSV RT RTA
RTC RUE RUG RUL RUQ RV RVH RVR RVSP RVU RVUS RX RXBIN S SA SAH SAPT SARS SAT SBAR SBE SBFT SBO SBP SBRT SBT
SC SCC SCD SCDS SCLC SDX SEM SG SGA SGLT SGOT SGPT SH SHX SI SIADH SICU SIDS SIMV SIRS SK SL SLD SLE SLNB
SLP SLR SMS SN SNAP SNF SNFS SNOMED SNRI SNRIS SOAP SOB SOC SOFA SP SPEP SPO SQ SROM SSDI SSEP SSI SSN SSRI
SSRIS SSS ST STAT STD STEMI STI STIR SUBC SUBQ SUD SUV SUVMAX SUVS SV SVC SVD SVG SVR SVT SVTS SW SWI SX T
TAB TACE TAH TANF TAP TAVR TB TBD TBI TBSA TCA TCHP TCPO TDAP TE TEE TEL TEN TENS TEVAR TFCC TFTS THC TI TIA
TIBC TID TIMI TIPS TIRADS TIVA TIW TJC TKA TKR TLC TLSO TM TMB TMJ TMS TNBC TNF TNG TNM TOC TOF TOLAC TPA
TPN TPR TR TRALI TRAM TRUS TSH TTE TTN TTP TTWB TUG TUR TURBT TURP TV TX U UA UB UC UDI UE UFH UGI UGIB UICC
UK UO UOP UPEP UPPP URAC URI US USA USB UTI UV V VA VAC VAE VAP VASC VATS VBAC VBG VBGS VC VF VFIB VII VIII
VIN VIP VIR VIT VM VMAT VNA VP VPS VQ VRE VS VSD VSS VT VTACH VTE VWF VZV W WBAT WBC WBCS WC WCT WD WHO WIC
WN WNL WPW WWP X XI XII XR XRT XX XY Y YMRS YO YR Z
"""
)
# Genes, markers, trials, registries and payers.
ABBREVIATIONS |= split(
    """
AAPC ABL ABPM ACCR ACOG ADAMTS AHIMA AJ ALCL ALDH ALIF ALOS AMPK ANCOVA APTT ARNI ASCUS ASH ATP AUC AVAPS
BCL BCR BICARB BNF BRBNS BRCA BSGI BVI CADD CALR CAP CBCT CBG CCND CDK CDX CHEK CIN CINV CISH CKD CLIA CMB
CMMI CNV CODIS COP CORE CPB CPHQ CPOE CPP CRC CSI CSII CTCAE CTDI CTDIVOL CTNI DAB DFI DFU DIEP DLBCL DLCO
DLIF DOPA DOS DPYD DSA DSM DWI EBER EBRT ECOG EDTA EGFR EIN ELISA EMTALA EOC ERBB ESBL ESI ESRI FAI FASTQ
FEV FFPE FGFR FIGO FLT FMR FNAC FRET GATA GBM GCDFP GFAP GIST GLUT GPA GVH GYN HCPCS HGSIL HHV HIFU HLA HMB
HNPCC HPF HRD HSIL HVLT IDC IDH IGH IGRT IHC ILC INSTI IORT IPMN ISUP ITC JAK LAMP LBC LEEP LMWH LNMP LSIL
LVAD LVEF LVI MALDI MBI MDM MDR MEK MEN MGMT MIB MIPI MLH MLL MM MPN MPO MPRAGE MSH MSI MSLT MSS MTHFR MUM
MYC NASBA NAT NCCN NCDB NCI NDC NED NEUT NF NGF NIPT NOTCH NPM NPWT NRG NRTI NSE NTRK ODT OMIM OPQRST ORN OS
OSNA PAS PAX PBSC PCPT PDGFR PDL PEFR PEG PERCIST PFS PGD PHEO PHQ PIK PIRADS PLIF PLND PMS PMT PNET PPO
PRAME PROMIS PSAD PTEN PTFE PTLD PUVA QA QALY RAI RARS RBE RCC RECIST REMS RET RFLP RNAI ROI ROS RPA RPLND
RUNX SALL SATB SBCE SCCA SCT SDH SEER SENP SERM SIADH SLNB SMA SNP SNV SOI SOX SPECT SS SSTR STS SUVR SWOG
TAB TAC TACE TAP TARE TCR TKI TLIF TLS TMB TME TNMB TPO TRUS TSC TTF TUR UICC UIP ULBW UNOS UPN USPSTF VAB
VATS VEGF VHL VIN VMAT VUS WBRT WES WGS WT XLIF XRT YAG ZAP
"""
)

# Those that are names as well, where small or beside a name.
# Abbreviations that are less usual: beside a name they may be part of it.
RARER = frozenset(word for word, letters in _TERMS.items() if "a" in letters)
ALSO_NAMES = split(
    """
ADA AI AL ALL ALT AMI AN ANA ASA BAL BUN CAP DO ED FU GU HA IM IMA LA LAN LE LI LUE MA MAC MAE MAR MI NA
NASH NED NG OU PA PAT PEA PEG PROM RA ROS RUE SA SAM TEE TIA VIP
"""
)

# May stand capitalised inside a sentence: headings, departments, scales, programmes, languages, peoples.
CAPITALISED = split(
    """
a abd abdomen abg above access accession account acct activity acute address admission admissions admit
admitted admitting advance afghanistan african-american afrikaans after age aged aid albanian alert all
allergies allergy also american amharic an and anemia anesthesia antibiotics any apartment apgars
appointment arabic are armenian army artery as asian assessment asthma at atrial attending auscultation
azerbaijani back bangladesh bank baptist because behavior below bengali billing biopsy bipap birth birthdate
blood blue bnp bosnian bowel box bp brazil brazilian breast brief buddhist bulgarian bun burma burmese by
bypass ca cambodia cambodian canada canadian cancer cantonese cardiac cardiology cardiovascular care case
catalan catholic caucasian cause cebuano cell cells cellulitis certificate chamorro change chart chest chief
child china chinese chronic chuukese cl claim clinic clinical coast code coder coding cognitive colombia
coma come compensation complaint complaints complications condition congestive consult consultation
consultations contact continue coordinator copd copy coronary course covid covid-19 covidnow cpap cr creole
critical croatian ct cuba cuban culture cultures current cv cxr czech dacron daily data date day days
dear deceased deep delivery dementia denies department dept description details device diabetes diagnoses
diagnosis diagnostic dialysis diarrhea dictated did died diet disability discharge discontinued disease
diseases disposition do doctor documentation does doppler dose drg drug due during dutch each ear ears echo
echocardiogram ecuador edema egypt egyptian ekg elective elevation embolism emergency ems encounter english
english-speaking eritrea estimated estonian ethiopia ethiopian ethnicity evaluation every exam examination
ext extremities eye eyes face facility failure family farsi father fax female fever fibrillation filipino
findings finnish fistula flemish follow follow-up follows followup for fracture france french from fujianese
full function gaelic garifuna gastrointestinal gcs gen gender general genitourinary georgian germany ghana
glu glucose good gore-tex gram greece greek group guarantor guardian guatemala guatemalan gujarati had haiti
haitian hakka has hausa have hawaiian hct he head health hearing heart hebrew heent hello hematology
hemoglobin hemorrhage hepatitis her hgb hi hindi hindu his hispanic history hmong hokkien home honduran
honduras hospice hospital hospitalization how hpi hr hungarian husband hyperlipidemia hypertension
hypothyroidism icd icelandic id identification if igbo ilocano imaging immunization immunizations implant
impression in inc incident index india indian indication indications indonesian infarction infection
influenza information injury inpatient inr instruction instructions insurance insurer intake integumentary
intensive intensivist internet interpreter interval interventions iran iranian iraq iraqi ireland irish is
islam islamic it italian italy iv jamaica jamaican japan japanese javanese jewish joint judaism
justification kannada kazakh kenya khmer kidney kinyarwanda korea korean kurdish lab laboratory labs
landlord language lao laos laotian laparoscopic latino latvian left length level liberia license lingala
list lithuanian liver living local location log lower lung lungs lutheran lymph macedonian malayalam male
management mandarin marathi marine marines marital marshallese mass med medicaid medical medicare
medicare-advantage medication medications medicine meds member mennonite mental method methodist mexico mg
midwife mixtec mongolian monocryl mormon morocco mother mr mri mrs ms muscle musculoskeletal muslim my
myocardial nahuatl name native navy neck negative neighbor neonatal nepal nepali nephrology neuro
neurologic neurological neurology new newborn next nicaragua nigeria nigerian no none normal norwegian not
note notes number nurse nursery nursing nutrition ob objective obstetric obstetrics obstruction obstructive
occupation occupational of office on oncology one op open operation operative operator or oral order orders
origin oromo orthodox orthopaedics orthopedic orthopedics other our outcome outpatient oxygen page pain
pakistan pakistani palliative pap papiamento parent parents partial pashto passport past pathology patient
patients payer pe pediatric pediatrics pentecostal per percent performed permanent persian person peru
peruvian ph pharmacy philippines phone phos physical physician physicians place plan please plt pmh
pneumonia po poland police policy portuguese positive post postoperative ppd pregnancy preoperative
presbyterian present presented presenting pressure previous primary principal prior private problem problems
procedure procedures prof prognosis progress prolene prosthesis protestant provider psh psych psychiatric
psychiatry pt ptt pulmonary pulse punjabi pushto quality quechua query race radiology rate reaction reason
rec recent recommendations reconciliation record records reference referral referred referring registered
rehabilitation related relation relationship religion removal renal repair repeat replacement report
reported requested resident resp respiratory result results return review reviewed revised rh right romanian
room ros route rr russia russian rwanda safety salvadoran samoan scale scan scheduled score scottish second
secondary section seen self sepsis septic serbian serial service services severe severity sex sexual
shanghainese she sheet shock side sign signature signed signs sikh sinhala sinus skilled skin slovak
slovenian social social-work somali somalia some son sore sorry spain spanish spanish-speaking specialist
specialty specimen spouse staff stage start state status stay stress stroke study subjective substance sudan
summary supervising surgeon surgeries surgery surgical swahili swan sweden swedish symptoms syndrome syria
syrian systems tagalog taiwanese take tamil tdap technique tel telemetry telephone telugu temp temperature
test tests thai thailand thank that the then therapist therapy there these they this thorax tibetan tigrinya
time to tobacco today toisanese tongan total tract transfer transferred transplant transport trauma
treatment triage tsh turkey turkish turkmen twi two type uganda ukraine ukrainian ultrasound unit units
unknown unremarkable until upper urdu urgent urinary urine urology us use uyghur uzbek value valve vascular
vascular-surgery venezuela venous verified veteran veterans vicryl vietnam vietnamese visit visits vital
vitals volume warranty was we weight wellness were what when where which white-cell wi-fi wife with witness
wolof woman women's work workers wound wristband x-ray xhosa yemen yes yesterday yiddish yoruba you your zip
"""
)

# Diseases and signs that carry a person's name: they stay beside one of their words, and go elsewhere.
EPONYMS = split(
    """
abernethy abrams achilles acinetobacter adams addenbrooke addison adson aicardi albright alcock aldrete
allen allgower allis alport alvarado alvarez alzheimer ambu andersen anderson angle ann anton apert apfel
apgar arbor argyll-robertson arnold aschoff ashworth asperger aspergillus atlanta auer auerbach auspitz
austin-flint babinski bacteroides bainbridge bair baker balint ballance balthazar banff bankart banti barany
barlow barre barrett bartholin bartter basedow battle bazett beau bechterew beck becker beers behcet bell
bence berg bernard bernstein bethesda bielschowsky billroth binet binswanger biot bird bishop bismuth bitot
blake blakemore blumberg borrmann bosniak boston bouchard bowen bozeman braak braden brandt braxton breslow
bristol broca brodie broviac brown-sequard bruce brudzinski brugada buck budd-chiari buerger burch burkitt
burow candida caprini carnett caroli carpal castleman chaddock chagas charcot charles charlson cheadle
chediak cheyne cheyne-stokes chiari chicago child child-pugh chlamydia christmas churg-strauss chvostek
cincinnati clapp clark cloquet clostridioides clostridium cobb cockcroft cockcroft-gault codman colles congo
conn conners cooley coombs cooper cori corrigan courvoisier cowden crawford creutzfeldt creutzfeldt-jakob
crigler crile crohn cronbach crouzon cruveilhier cullen cushing d'alonzo dalton dandy dandy-walker darier
daroff darrow davol deauville deaver debakey denis denver dequervain diamond diamond-blackfan dieulafoy
dilantin dix dixon dobhoff down doyen dressler duane dubin dubowitz duchenne duke dukes dupuytren duret
durie durkan duroziez eaton ebstein edinburgh edmonton edwards effendi ehlers ehlers-danlos eisenmenger
elixhauser ellestad ellis ellison enterococcus epley epstein epstein-barr epworth erb escherichia esmarch
essen essex evans ewing fabry fallot fanconi fazekas fegan fehling felson felty ferguson fick finkelstein
finnegan fisher fitzpatrick fleischner fogarty foley fontaine fontan forestier forrest fournier fowler fox
framingham frank-starling freund frey friedewald friedreich frohlich frykman fuhrman galeazzi galen
gallavardin ganz garden gardner garre gartland gaucher gehrig geneva gerota gerstmann giemsa gigli gilbert
gillespie glasgow gleason gleeson glisson goldmann goligher goodpasture goodsall gordon gothenburg gottron
gowers graf gram graves gregg grey grocott groshong grynfeltt guillain guillain-barre gustilo
gustilo-anderson hachinski haemophilus hahn hallpike halsted ham hamilton hampton harrington harris hartmann
hashimoto hawkins hays heaney heberden hegar heimlich heinz helicobacter heller hemophilus henderson henle
henoch henoch-schonlein herring hess hibbs hickman hicks higashi hill hill-sachs hinchey hippel hirschsprung
hodgkin hodgkin's hoehn hoehn-yahr hoffa hoffman hoffmann hofmann holmes holter homan homans horner
hounsfield howell howell-jolly hoyer hunner hunt huntington hurler hutchinson ishihara jackson jacobson
jakob janeway jarisch jendrassik jobe johnson jones kager kallmann kanavel kaposi karnofsky kartagener kasai
katz kawasaki kayser kehr kellgren kelly kelman kennedy kerley kernig kienbock kiesselbach killip
kimmelstiel kirschner klebsiella kleihauer kleinfelter klinefelter koch kocher kocher-langenbeck koebner
koplik korotkoff korotkow korsakoff korsakov kostmann krukenberg kurtzke kussmaul kveim lachman lambert
langerhans lanz lasegue latarjet lauge lauge-hansen lauren laurin lawrence lawton leeds legionella
legionnaire legionnaires lembert leopold leri leriche levine lewy leydig lhermitte lichtman lille lindau
lisfranc listeria liverpool lou lown ludwig lugano lugol lund luria luschka lyme lynch mackler maddrey
magerl mahurkar maisonneuve malecot mallampati mallet mallory mallory-weiss manchester mantoux marcus-gunn
marfan marie marshall masaoka maslach mason masson mayer-rokitansky mayo mcburney mcdonald mcevedy mcgeer
mckee mcmurray mcroberts meckel mediport meigs mendelson meniere merkel metzenbaum miami mikulicz milan
miller milwaukee minnesota mirels mirizzi moberg mobitz modic modified-rankin mohs monteggia
montgomery-asberg montreal morisky moro morrey morse morton muehrcke mueller muller murphy musset
mycobacterium mycoplasma naegele naranjo neer negri neisseria neuman niemann niemann-pick nikolsky nile
nissen nissl noguchi noonan norton nottingham ober ogilvie oliver ollier ommaya oncotype oppenheim ormond
ortolani osborn osgood osgood-schlatter osler oswestry padua paget pancoast papanicolaou paris parkinson
parks pastia patau patrick pauwels pemberton penrose permcath perthes peutz peyer peyronie pfannenstiel
pfirrmann phalen phemister pleurx plummer plummer-vinson poland port-a-cath pott poupart prader-willi prague
pratt prehn pringle prinzmetal proteus prussian pseudomonas pugh purkinje quebec queckenstedt quick quincke
quinton rai ramsay ramson randall raney rankin ranson rapaport rathke raynaud reed regan reiter reye
richardson richmond richter rickham riedel rinne rockall rockwood rocky roland romberg rome roos rorschach
rosenmuller rosenthal rosving roth roux roux-en-y rovsing rutherford ruysch sachs sager salem salmon
salmonella salter salter-harris santorini scarpa schamroth schatzker schatzki scheuermann schilling schirmer
schlatter schmorl schober schonlein schwann seddon seldinger semmes sengstaken serratia sertoli sever
sheehan shigella shiley shober shouldice siewert simpson sims sipple sister-mary-joseph sjogren skene smith
snellen snyder somogyi soto-hall speed spetzler spigelian spurling stamey stanford staphylococcus steinmann
stensen sternberg stevens stickler still stokes strasberg streptococcus stroop strumpell sturge-weber sudan
sudeck svensson swan swan-ganz sweet swenson sydenham sydney syme takayasu takotsubo tampa tanaka tanner
tay-sachs tenckhoff terry tetralogy thessaly thomas thompson thurstone tietze tinel tischler todd tommy
tonnis tooth toronto toupet tourette tourniquet townes trail traube trendelenburg troisier trousseau
truelove tscherne tuohy turcot turner tzanck uhthoff ullrich unna valsalva vancouver vater veress vermont
vienna vincent virchow volkmann von waardenburg waddell wagner walcott waldenstrom waldeyer walker
wallenberg wartenberg warthin waterlow weber wegener weil weinstein weitlaner wells wernicke wertheim west
westermark wexler wharton whipple whipple's whitaker wickham willis wilms wilson winslow wiskott wolfe wolff
wolff-parkinson-white wood woods wright yahr yankauer yao yergason young zadik zenker ziehl ziehl-neelsen
zollinger zollinger-ellison zung
"""
)
EPONYMS |= {word for word, letters in _TERMS.items() if "e" in letters}
# Those that name nobody alive: a germ, a scale or a manoeuvre may stand alone.
IMPERSONAL = split(
    """
sjogren's hashimoto's raynaud's alzheimer's huntington's barrett's behcet's wegener's tuohy huber
achilles acinetobacter adson alzheimer's ann-arbor aspergillus babcock babinski bacteroides betadine
bethesda bosniak bovie braden brown-sequard brudzinski's brugada candida cheyne-stokes child-pugh chlamydia
christmas-disease chvostek's clostridioides clostridium creutzfeldt-jakob crohn's deauville debakey dobhoff
doppler ehlers-danlos enterococcus epley epstein-barr escherichia flacc fleischner fogarty giemsa gram
guillain-barre haemophilus hallpike heimlich helicobacter hemophilus henoch-schonlein hodgkin's hoffmann's
holter hounsfield jackson-pratt kerley kerlix kernig's klebsiella kocher-langenbeck lachman legionella
levophed listeria luer luer-lock lyme mallory-weiss mayo-hegar mcburney's mcmurray metzenbaum murphy's
mycobacterium mycoplasma neisseria nitrazine omnipaque oncotype osgood-schlatter parkinson's phalen's
prader-willi proteus pseudomonas raynaud's reed-sternberg romberg roux-en-y rovsing's salmonella schmorl
seldinger serratia shigella shiley snellen staphylococcus streptococcus swan-ganz takotsubo tenckhoff
tetralogy tinel's trendelenburg trochar trousseau's valsalva velcro veress waldenstrom weitlaner
wolff-parkinson-white yankauer ziehl-neelsen zollinger-ellison
"""
)
EPONYM_NOUNS = split(
    """
adl iadl absence absent acanthosis acidosis acromioplasty agammaglobulinemia agar agnosia alkalosis amnesia
amputation amyloidosis anastomosis anemia aneurysm angina angle anomaly antibodies antibody antigen aphasia
aplasia apparatus appendicitis approach apraxia aqueduct arrhythmia arteritis arthritis arthrodesis
arthropathy arthroplasty articulation assay ataxia atrophy aureus bacillus bag band bandage blade
blepharoplasty block blot blue bodies body boot boots bougie brace bradycardia breathing bridge bulb
bunionectomy bypass canal cannula cannulation carcinoma cardiomyopathy cartilage casts cataract category
catheter catheterization cautery cell cells cellulitis cerclage chart checklist cholecystitis chorea
chorioretinopathy chromosome cirrhosis clamp clamps class classification cleft clip clips coli colitis
collar colpocleisis colpopexy colposuspension coma complex contractions contracture corpuscle corpuscles
craniotomy criteria criterion crypt crypts crystals curette curettes cyst cystectomy cysts defibrillator
deformity dementia dermatitis dermatosis dialysis diet difficile disc discectomy disease disease, dissection
diverticulum drain dressing duct dysarthria dyskinesia dysphagia dysplasia dystonia dystrophy edema elevator
encephalitis encephalopathy endocarditis endoscope enterectomy enteritis enzyme epilepsy equation erythema
esophagectomy esophagitis esophagus excess excision exophthalmos facies fall fascia fasciitis feet fever
fibers fibrillation filter fissure fistula fixation fixator fold follicle fontanelle foot foramen forceps
formula fossa fracture fracture-dislocation fractures frame fundoplication fungus ganglion gangrene gap
gastrectomy gastritis gastropathy gastrostomy gauge gene gland glands glioma globulin goiter grade grading
graft granules granuloma granulomatosis guidelines gyrus hamartoma hemianopia hemorrhoidectomy hepatectomy
hepatitis hernia herniation hernioplasty herniorrhaphy hook hugger hyperbilirubinemia hypoplasia hypothesis
hysterectomy icterus ileus incision inclusion inclusions index influenzae inhibitor interview inventory
islets jejunostomy joint keratitis keratosis kyphosis laminectomy lamp laparoscopy laparotomy laryngoscope
laser lesion lesions leukemia leukodystrophy leukoencephalopathy level levels lift ligament ligation line
lines lobe loop loops lymphoma macroglobulinemia malformation maneuver maneuvers manipulation manoeuvre mask
mastectomy mastoidectomy melanoma melanosis membrane metaplasia method micrograph migraine monitor mucosa
murmur murmurs muscle myelitis myopathy myotomy myringotomy necrosis needle needles negative nephritis
nephropathy neuralgia neuritis neurofibromatosis neuroma neuropathy neurosis nevus node nodes nodule nodules
nystagmus oedema ointment operation ophthalmopathy orbitopathy orthosis osteitis osteochondritis
osteochondrosis osteodystrophy osteotome osteotomy ostomy oxygenator pacemaker pad pads palsy
pancreaticoduodenectomy pancreatitis papilla paralysis paraplegia parkinsonism patch patches pattern
pemphigus performance pessary phenomenon phenotype phlebitis pin pins plaque plaques plexus plication
pneumoniae point portoenterostomy position positive pouch pouchitis principle probe procedure prosthesis
protein proteinuria protocol pseudobulbar psychosis pump pupil pupils purpura pyelonephritis pyeloplasty
pylori pyloromyotomy questionnaire quotient rales ratio reaction reamer receptor reconstruction red
reduction reflex reflexes regimen repair resection respirations retinitis retinopathy retractor retractors
rhinoplasty rickets rod rods rongeur rosette rosettes rule rules sarcoma scale scalpel scissors sclerosis
scoliosis score screw seizure septoplasty septostomy septum sheath shunt sign sinus smear snare space
speculum sphincter sphincterotomy spirals splint splinting spondylitis sponge spots spotted stage stages
staging stain stains standing stapler stenosis stent stocking stump stylet suction sulcus sump surgery
suture sutures syndrome syndromes tachycardia tamponade technique telangiectasia tendon tenodesis tenotomy
test tetralogy thickness thoracotomy thrombasthenia thrombocytopenia thrombophlebitis thrombosis thyroiditis
tonometer tonometry torticollis tourniquet traction transplant tremor triad triangle trisomy trocar tube
tubercle tubule tubules tumor tumors tumour type ulcer ulcers unit units urethritis urethropexy uropathy
uveitis uvula vaccine valve valves varicosities vasculitis ventricle ventriculostomy vertigo virus wart wire
wires zone
"""
)

TITLES = split(
    """
airman attending capt captain cdr cmdr col colonel cpl detective ens doctor don dona dott doña dr drs
father-in-law fr frau gen herr hon imam judge lcdr lieutenant lt madam madame maj major miss mlle mme
monsieur mr mrs ms msgt mx nurse officer pastor pfc physician prof professor rabbi rev reverend senor senora
senorita sergeant señor señora sfc sgt sig signor signora sir spc sr sra srta ssgt surgeon tsgt
"""
)

STATES = split(
    """
alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois
indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri
montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont wisconsin wyoming
"""
)

STATE_LETTERS = split(
    """
AA AE AK AL AP AR AS AZ CA CO CT DC DE FL FM GA GU HI IA ID IL IN KS KY LA MA MD ME MH MI MN MO MP MS MT NC
ND NE NH NJ NM NV NY OH OK OR PA PR PW RI SC SD TN TX UT VA VI VT WA WI WV WY
"""
)

# Postal Service Publication 28, appendix C1, with a few words of other countries.
STREETS = split(
    """
allee alley aly anex annex arc arcade av ave avenida avenue bayoo bayou bch beach bend bg bgs blf blfs bluff
bluffs blvd bnd bottom boulevard br branch brg bridge brk brks brook brooks btm burg burgs byp bypass calle
camp canyon cape carrera causeway center centers chemin cir circle circles cirs clb clf clfs cliff cliffs
close club cmn common commons cor corner corners cors corso course court courts cove coves cp cpe creek cres
crescent crest crk crossing crossroad crossroads crse crst cswy ct ctr ctrs cts curv curve cv cvs cyn dale
dam divide dl dm dr drive drives drs dv est estate estates ests expressway expy ext extension extensions
fall falls ferry field fields flat flats fld flds fls flt flts ford fords forest forge forges fork forks
fort frd freeway frg frk frks frst fry ft fwy gade garden gardens gasse gata gatan gateway gdn gdns glen
glens gln green greens grn grove groves grv gtwy harbor harbors haven hbr heights highway hill hills hl hls
hollow holw hts hvn hwy impasse inlet inlt is island islands isle isles iss jct junction junctions katu key
keys knl knls knoll knolls ky kys laan lake lakes land landing lane lcks ldg lgt light lights lk lks ln lndg
loaf lock locks lodge loop mall manor manors mdw mdws meadow meadows mews mill mills mission ml mls mnr
motorway mount mountain mountains msn mt mtn mtns mtwy nck neck opas orch orchard oval overpass ovl park
parks parkway parkways paseo pass passage path piazza pike pine pines pkwy pl place plain plains platz plaza
plein pln plns plz pne pnes point points port ports pr prairie prt prts psge pt pts quay radial radl ramp
ranch rapid rapids rd rdg rdgs rds rest ridge ridges riv river rnch road roads route row rpd rpds rst rte
rua rue run shl shls shoal shoals shore shores shr shrs skwy skyway smt spg spgs spring springs spur spurs
sq square squares st sta station str stra straat strasse stravenue straße stream street streets strm sts
summit ter terr terrace throughway tie tpke trace track trafficway trail trailer trak travessa trce trfy trl
trlr trwy tunl tunnel turnpike ul ulica un underpass union unions upas valley valleys vej via viaduct viale
view views village villages ville vis vista vl vlg vly vlys vw vws vägen walk walks wall way ways weg well
wells wl wls xing
"""
)

# The months in the languages that notes from elsewhere carry; English first, with abbreviations.
MONTHS = split(
    """
abril agosto aout août apr april aprile aug august augustus avril czerwca dec december decembre dezember
dezembro dicembre diciembre décembre enero feb febbraio febrero februar februari february fevereiro fevrier
février gennaio giugno grudnia jan janeiro januar januari january janvier juillet juin jul julho juli julio
july jun june junho juni junio jänner kwietnia lipca listopada luglio lutego maart maerz maggio mai maio
maja mar marca march marco mars marzo março may mayo mei märz nov november novembre novembro noviembre oct
october octobre octubre oktober ottobre outubro października sep sept september septembre septiembre
setembro setiembre settembre sierpnia stycznia września
"""
)
