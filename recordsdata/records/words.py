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
    "STATES",
    "STREETS",
    "TITLES",
    "capitalised",
    "vocabulary",
]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@functools.cache
def vocabulary() -> dict[str, str]:
    """Read the words that may stay, lower case, with the letters that the module's text explains.

    Examples
    --------
    >>> vocabulary()["pneumonia"], vocabulary()["rose"], "smith" in vocabulary()
    ('c', 'bgn', False)
    """
    packed = resources.files("recordsdata.records").joinpath("words.txt.gz").read_bytes()
    lines = gzip.decompress(packed).decode("ascii").splitlines()
    words = dict(line.partition(" ")[::2] for line in lines)
    return dict.fromkeys(EXTRA, "c") | words


@functools.cache
def capitalised() -> frozenset[str]:
    """Collect the words that may stand capitalised inside a sentence, drugs among them.

    Examples
    --------
    >>> "doppler" in capitalised(), "tylenol" in capitalised(), "smith" in capitalised()
    (True, True, False)
    """
    return CAPITALISED | {word for word, letters in vocabulary().items() if "d" in letters}


# Words to add to those of the file; lower case.
EXTRA = _set(
    """
african american asian biomed carina caucasian chest-tube ctdivol dlp european hispanic jackson-pratt latino
ma'am mexican mgy offline tan y/o adm auth app apps barcode barcodes blog bluetooth callback chatbot checkbox
copay copays dropdown ebook emoji fitbit flowsheet geocode handoff handout hotspot iphone ipad keypad
keycard login logins logout malware multidisciplinary neurodivergent nonadherent onboarding passcode
passcodes postop preop preauth prepped rebooked rehab remdesivir reschedule rescheduled selfie skype
smartwatch spreadsheet subacute teleconference telehealth telemedicine touchpad uninsured unsteady username
usernames chk doula doulas trach trachs neg pos amox amio epi thx ok okay hi hello exp dup recert surg obs comp wt ht abx hx
rx dx tx sx fx cx bx hgb hct plts lytes creat coags dig vanc zosyn cipro levaquin levophed ativan haldol
norepi phenyl dilaudid fent roc succ ketamine propofol precedex omnipaque isovue visipaque gadavist ancef
nitrazine miu atypia pearly birthdate wristband fullterm preterm sats resps afeb nontender nondistended
denys relif vape vaped vapes vaping videoconference voicemails webcam weblink workup workups zoom
"""
)

# Abbreviations in capitals that notes use; any other run of capitals is taken for initials or a number.
ABBREVIATIONS = _set(
    """
A AAA AAO ABCD ABG ABGS ABI ABO ABVD ABX AC ACCT ACE ACEI ACL ACLS ACS AD ADA ADD ADHD ADL ADLS ADM ADT AED
AFB AFP AGA AHA AHI AI AICD AIDS AIN AKA AKI AL ALA ALK ALL ALP ALS ALT AM AMA AMI AML AMLOS AMS ANA ANC
ANCA AND AOX AP APACHE APAP APGAR APS AR ARB ARDS ARF AROM AS ASA ASAP ASC ASCVD ASD AST AT ATN ATRA ATTN AV
AVF AVG AVL AVM AVN AVNRT AVR AVSS AXR B BAL BBB BCG BE BG BI BID BIN BIPAP BKA BLE BLED BM BMI BMP BMS BMT
BNP BP BPD BPH BPM BRBPR BS BSA BSN BUE BUN BX C CA CABG CAD CAM CAP CAPD CAR CBC CBD CBI CC CCB CCE CCU CD
CDC CDI CEA CF CHADS CHF CHOL CHOP CI CIWA CK CKD CKMB CL CLIA CLL CM CML CMP CMS CMV CN CNS CO COPD COVID
CP CPAP CPD CPK CPR CPT CR CRF CRP CRRT CRT CSF CSM CT CTA CTAB CTD CTPA CTV CTX CV CVA CVAT CVC CVICU CVL
CVP CVS CVVH CXR CYP D DAPT DBP DC DDX DEA DES DEXA DIC DIP DISCH DJD DKA DL DM DMARD DNA DNI DNR DNRCC DO
DOA DOAC DOACS DOB DP DPOA DPT DRE DRG DRGS DT DTAP DTR DTRS DTS DVT DWI DX E EBL EBV ECF ECG ECHO ECMO ECOG
ECT ED EDC EDD EEG EF EGA EGD EGFR EHR EKG EMG EMR EMS EMT EN ENT EOM EOMI EP EPO ER ERCP ERCPS ESBL ESR
ESRD ETA ETOH ETOHISM ETT EUS EVAR EVD EXAM EXT F FBS FDA FEU FEV FFP FFR FH FHR FHT FHTS FHX FIO FISH FLAIR
FNA FOBT FOLFIRI FOLFOX FSH FTT FU FULL FUO FVC FX FYI G GA GAD GBS GC GCS GCSF GDM GERD GFR GGT GI GIB GJ
GLASGOW GLP GMLOS GN GNR GPC GSW GTT GU GVHD GYN H HA HAART HAC HAS HAV HBA HBIG HBV HCAP HCC HCG HCM HCO
HCP HCPCS HCT HCTZ HCV HD HDL HEENT HELLP HEME HEMONC HEP HFA HFMREF HFNC HFPEF HFREF HGB HH HHS HI HIB HICN
HIDA HIM HIPAA HIT HIV HJR HLA HLD HOB HOCM HONK HPF HPI HPO HPV HR HRCT HRS HRT HS HSM HSV HTN HUS HX I
IABP IADL IADLS IBAN IBD IBS ICA ICD ICDS ICF ICH ICP ICPS ICS ICU ID IDDM IE IED IG IGA IGE IGG IGM IHC
IHSS II IIA IIB III IIIA IIIB IIIC IJ ILD IM IMA IMEI IMRT IN INH INR IO IP IPV IQ IRB IS ISBN ISS ITP IU
IUD IUGR IUP IV IVC IVDA IVDU IVF IVIG IVP IVPB IX JP JVD JVP K KCL KUB KVO L LA LABS LAD LAE LAN LBBB LBP
LCSW LCTAB LCX LDH LDL LE LFT LFTS LGA LGSIL LHC LIJ LLE LLL LLQ LMA LMN LMP LMWH LN LOC LOINC LOS LP LPF
LPN LR LS LSD LTAC LTCS LUE LUL LUQ LV LVAD LVEDP LVEF LVH M MAC MALT MAOI MAP MAPS MAR MCA MCC MCH MCHC MCL
MCP MCV MD MDD MDI MDMA MDS MED MELD MEN MEQ MET METS MG MGUS MI MICU MIN MMM MMR MMSE MOCA MOLST MPV MR MRA
MRCP MRG MRI MRN MRS MRSA MRV MS MSE MSSA MSW MV MVA MVC MVP MVR N NA NABS NACL NAD NAFLD NASH NBN NC NCAT
NCS ND NEC NG NGML NGT NHS NICU NIDDM NIHSS NIL NIPPV NK NKA NKDA NO NOAC NOS NPH NPI NPO NRB NRBM NS NSAID
NSAIDS NSCLC NSR NST NSTEMI NSVD NT NTG NTND NVD NYHA O OA OB OBGYN OCD OCP OD OGT OHS OM ONC OOB OP OR ORIF
OS OSA OSH OT OTC OU OX P PA PAC PACS PACU PAD PAF PAP PAT PCA PCI PCL PCN PCO PCOS PCP PCR PCS PCV PCWP PD
PDA PE PEA PEEP PEG PEGJ PERC PERRL PERRLA PET PF PFO PFT PFTS PH PHD PHQ PI PICC PICU PID PIH PIP PJP PKD
PKU PLT PM PMD PMH PMHX PMI PMN PMR PN PNA PND PO POA POC POD POLST POST POTS POX PPD PPI PPM PPN PPROM PPX
PR PRBC PRBCS PRE PRN PROM PRVC PS PSA PSH PSHX PSV PSVT PT PTA PTCA PTH PTSD PTT PTX PUD PV PVC PVCS PVD
PVR Q QAM QD QHS QID QNS QOD QPM QRS QSOFA QT QTC R RA RAD RADS RAI RASS RBBB RBC RBCS RCA RCHOP RCT RDS RDW
RE REF REM RF RFA RH RHC RHOGAM RIJ RIMA RLE RLL RLQ RLS RML RN RNA ROI ROM ROP ROS RR RRR RRT RSBI RSV RT
RTA RTC RUE RUL RUQ RV RVH RVR RVSP RX RXBIN S SA SAH SAPT SARS SBE SBFT SBO SBP SBT SC SCC SCD SCDS SCLC
SEM SG SGA SGLT SGOT SGPT SH SHX SI SIADH SICU SIDS SIMV SIRS SK SL SLE SLP SN SNF SNFS SNOMED SNRI SNRIS
SOAP SOB SOC SOFA SP SPEP SPO SQ SROM SSI SSN SSRI SSRIS SSS ST STAT STD STEMI STI SUBC SUBQ SUD SV SVC SVD
SVG SVR SVT SW SX T TAB TAH TAVR TB TBD TBI TBSA TCA TCHP TDAP TEE TEL TEN TENS TEVAR TFTS THC TI TIA TIBC
TID TIMI TIPS TKA TKR TLC TLSO TM TMJ TMS TNF TNG TNM TOF TPA TPN TPR TR TRALI TRUS TSH TTE TTN TTP TUR
TURBT TURP TV TX U UA UC UDI UE UFH UGI UGIB UK UO UPEP UPPP URI US USA UTI UV V VA VAC VAP VASC VATS VBAC
VBG VBGS VC VF VFIB VII VIII VIN VIP VIR VIT VM VNA VP VPS VQ VRE VS VSD VSS VT VTACH VTE VWF VZV W WBAT WBC
WBCS WC WCT WD WHO WN WNL WPW X XI XII XR XRT XX XY Y YO YR Z
FNP BC OTR CCC PGY CFNP PMHNP ACNP COTA PTA LMFT LPC LCPC CTR RHIT CRNA CNA RPH CST DPM MBBS
AOM OME ROSC FIM FLACC GBS PDX SDX AVH ESI HC OFC TUG CURB QSOFA SIRS FAST EFAST NEXUS PERC VTE SVTS PSVT
LIRADS TIRADS PIRADS BIRADS LI TI DLP SUVS HU TE TR FOV ADC STIR SWI MIP MPR QAC QPC ACHS QWK BIW TIW OD OS
RSI BVM NPA OPA ETCO2 LBM NBM UOP BM TOC DOE PMI RRR CTA NTND MAE WWP CDI NVI DNVI TTP FB SLR DDH ADLS
PIV CVC AKI ATN CRRT ECMO IABP PRVC SBT SAT RASS CAMICU AIDET SBAR PPE CLABSI CAUTI VAE HAPI ROM MMT NWB TTWB
PWB WBAT FWB HEP AAROM ACL MCL PCL TFCC AFO KAFO TLSO CTO DME SOC POC ROC LUPA MSW HHA RHHI AMPAC DASH
LMP EDD EGA GTPAL VBAC TOLAC AFI BPP NST CST IOL SROM AROM PPH DHS MVA PHQ GAD AIMS MADRS BPRS PCL ASQ MCHAT
PPSV PCV MMR DTAP HIB IPV HAV HBV RSV BPD NEC ROP PDA TTN MAS HIE EOS ADHD ODD SLD IEP
AUDIT BIBA CSN CAGE DAST CSSRS BDI MADRS HAMD YMRS MMRC CAT ASRS SUV SUVMAX FDG SBRT IMRT VMAT RECIST KPS PSMA
OS PFS DFS TNBC DCIS LCIS BRCA EGFR KRAS BRAF ROS NGS TMB MSI CPS FIGO AJCC UICC TRAM DIEP SLNB ALND CRS
HIPEC TACE RFA TIVA MAC LMA ASA PONV TAP QL ESP PACU SSEP MEP EBL IVF UOP EVLT CEAP ABIS TBI TCPO ATC
DME HHA PDGM OASIS MDS RUG RAC MAC UB CMI APC OPPS IPPS ASC RVU RVUS PHI ROI MPI EMPI HL7 FHIR EMR LMR EOB
ABN COB MSP SNF LTCH IRF HCC RAF APR PSI NQF TJC CARF URAC NCQA HEDIS MIPS ACO PBM PCMH FQHC RHC CAH ADT
RFID QR OTP SMS MMS USB DVD CCTV GPS ATM LLC INC CEO CFO HR IT FMLA SSDI SSI WIC SNAP TANF EBT APS CPS DCF
DMV VIN EMS LOA PTO ADA EEOC OSHA BIPOC LGBT IEP GED ESL NCLEX CEU CME RCA PDSA FMEA LEAN KPI FTE PRN
"""
)

# Those that are names as well, where small or beside a name.
ALSO_NAMES = _set(
    """
ADA AI AL ALL ALT AMI AN ANA ASA BAL BUN CAP DO ED FU GU HA IM IMA LA LAN LE LI LUE MAC MAE MAR MI NA NASH
NG OU PA PAT PEA PEG PROM RA ROS RUE SA SAM TEE TIA VIP
"""
)

# May stand capitalised inside a sentence: headings, departments, scales, programmes, languages, peoples.
CAPITALISED = _set(
    """
a abd abdomen abg above access accession account acct activity acute address admission admissions admit
admitted admitting advance after age aged aid alert all allergies allergy also american an and anemia
anesthesia antibiotics any apartment apgars appointment arabic are artery as asian assessment asthma at
atrial attending auscultation back because behavior below billing biopsy birth blood bnp bowel box bp breast
brief bun by bypass ca cancer cantonese cardiac cardiology cardiovascular care case caucasian cause cell
cells cellulitis certificate change chart chest chief child chinese chronic cl claim clinic clinical coder
coding cognitive coma come compensation complaint complaints complications condition congestive consult
consultation consultations contact continue coordinator copd copy coronary course covid covid-19 covidnow cr
creole critical ct culture cultures current cv cxr dacron daily data date day days dear deceased deep
delivery dementia denies department dept description details device diabetes diagnoses diagnosis diagnostic
dialysis diarrhea did died diet disability discharge discontinued disease diseases disposition do doctor
documentation does doppler dose drg drug due during each ear ears echo echocardiogram edema ekg elective
elevation embolism emergency encounter english english-speaking estimated ethnicity evaluation every exam
examination ext extremities eye eyes facility failure family father female fever fibrillation findings
fistula follow follow-up follows followup for fracture french from full function gastrointestinal gcs gen
gender general genitourinary glu glucose good gore-tex gram group guarantor guardian had has have hct he
head health hearing heart heent hematology hemoglobin hemorrhage hepatitis her hgb his hispanic history home
hospice hospital hospitalization how hpi hr husband hyperlipidemia hypertension hypothyroidism icd id
identification if imaging immunization immunizations implant impression in inc incident index indication
indications infarction infection influenza information injury inpatient inr instruction instructions
insurance insurer intake integumentary intensive intensivist internet interpreter interval interventions is
it italian japanese joint justification kidney korean lab laboratory labs language laparoscopic latino left
length level license list liver living local location log lower lung lungs lymph male management mandarin
marital mass med medicaid medical medicare medicare-advantage medication medications medicine meds member
mental method mg midwife monocryl mother mr mri mrs ms muscle musculoskeletal my myocardial name native neck
negative neonatal nephrology neuro neurologic neurological neurology new newborn next no none normal not
note notes number nurse nursery nursing nutrition ob objective obstetric obstetrics obstruction obstructive
occupation occupational of office on oncology one open operation operative operator or oral order orders
origin orthopaedics orthopedic orthopedics other our outcome outpatient oxygen pain palliative pap parent
parents partial passport past pathology patient patients payer pe pediatric pediatrics per percent performed
permanent person ph pharmacy phone phos physical physician physicians place plan plt pmh pneumonia policy
portuguese positive post postoperative ppd pregnancy preoperative present presented presenting pressure
previous primary principal prior private problem problems procedure procedures prognosis progress prolene
prosthesis provider psh psych psychiatric psychiatry ptt pulmonary pulse punjabi quality query race
radiology rate reaction reason rec recent recommendations reconciliation record records reference referral
referred referring registered rehabilitation related relation relationship religion removal renal repair
repeat replacement report reported requested resident resp respiratory result results return review reviewed
revised rh right room ros route rr russian safety scale scan scheduled score secondary section seen self
sepsis septic serial service services severe severity sex sexual she shock side sign signature signed signs
sinus skilled skin social social-work some son sore spanish spanish-speaking specialist specialty specimen
spouse staff stage start state status stay stress stroke study subjective substance summary supervising
surgeon surgeries surgery surgical swahili symptoms syndrome systems tagalog take tdap technique tel
telemetry telephone temp temperature test tests thank that the then therapist therapy there these they this
thorax time to tobacco today total tract transfer transferred transplant transport trauma treatment triage
tsh two type ultrasound unit units unknown unremarkable until upper urdu urgent urinary urine urology us use
value valve vascular vascular-surgery venous verified veteran veterans vicryl vietnamese visit visits vital
vitals volume warranty was we weight wellness were what when where which white-cell wi-fi wife with witness
woman women's work workers wound x-ray yes yesterday you your zip
african-american army arabic armenian asian baptist bengali brazilian buddhist cambodian canadian catholic coast cuban dutch
egyptian ethiopian farsi filipino greek guatemalan haitian hebrew hindi hindu hmong honduran indian iranian iraqi irish
islam islamic jamaican jewish judaism khmer kurdish lao laotian lutheran marathi marine marines mennonite methodist mormon
muslim navy nepali nigerian norwegian orthodox pakistani pashto pentecostal persian peruvian presbyterian protestant
romanian salvadoran samoan scottish sikh somali swedish syrian tamil telugu thai tibetan tigrinya turkish ukrainian yiddish
afghanistan bangladesh brazil burma cambodia canada china colombia cuba ecuador egypt eritrea ethiopia france germany
ghana greece guatemala haiti honduras india iran iraq ireland italy jamaica japan kenya korea laos liberia mexico morocco
nepal nicaragua nigeria pakistan peru philippines poland russia rwanda somalia spain sudan sweden syria thailand turkey
uganda ukraine venezuela vietnam yemen medicare blue bipap cpap iv po prof face sheet dictated birthdate wristband second page pt hi hello please sorry op code swan ems landlord neighbor police bank fax
"""
)

# Diseases and signs that carry a person's name: they stay beside one of their words, and go elsewhere.
EPONYMS = _set(
    """
achilles acinetobacter addison allen allis alzheimer angle ann apgar arbor asperger aspergillus babinski
bacteroides baker bankart barlow barre barrett bartholin basedow bechterew becker behcet bell bence berg
bernard billroth bishop blumberg bosniak bouchard bowen braden breslow broca brown-sequard brudzinski
buerger burkitt candida carpal charcot cheyne chiari child child-pugh chlamydia chvostek clark
clostridioides clostridium colles conn cooley coombs cowden creutzfeldt creutzfeldt-jakob crohn cullen
cushing dandy dandy-walker darier dequervain down dressler duchenne duke dupuytren ebstein edwards ehlers
ehlers-danlos eisenmenger ellison enterococcus epley epstein epstein-barr erb escherichia ewing fabry fallot
fanconi felty finkelstein fitzpatrick foley fontan fournier frey friedreich ganz gaucher gehrig gilbert
glasgow gleason goodpasture gram graves groshong guillain guillain-barre haemophilus harris hartmann
hashimoto heberden heimlich helicobacter hemophilus henoch henoch-schonlein hickman hill hill-sachs hippel
hirschsprung hodgkin hodgkin's holter homans horner hoyer huntington hurler jackson jakob janeway jones
kaposi karnofsky kartagener katz kawasaki kehr kelly kerley kernig kiesselbach killip kirschner klebsiella
kleinfelter klinefelter kocher korotkoff korsakoff kussmaul lachman langerhans lasegue latarjet legionella
legionnaire legionnaires lewy lhermitte lichtman lindau lisfranc listeria lou ludwig lyme mallampati mallory
mallory-weiss mantoux marfan marie mcburney mcmurray mcroberts meckel mediport meniere merkel mobitz mohs
morse morton murphy mycobacterium mycoplasma naegele neisseria niemann niemann-pick nile nissen norton
ortolani osgood osgood-schlatter osler paget parkinson penrose peyronie pfannenstiel phalen port-a-cath pott
prader-willi pratt prinzmetal proteus pseudomonas pugh quinton rankin ranson raynaud reed reiter reye rinne
rocky romberg roux roux-en-y sachs salmonella salter schatzki schilling schlatter schonlein serratia
shigella sjogren snellen spurling stanford staphylococcus steinmann sternberg still stokes streptococcus
sturge-weber swan swan-ganz takayasu tanner tay-sachs tetralogy thomas tietze tinel tooth tourette
trendelenburg trousseau turner tzanck valsalva virchow von wagner waldenstrom walker weber wegener wells
wernicke west whipple whipple's wilms wilson wolff wolff-parkinson-white yankauer zenker zollinger
zollinger-ellison
abrams adson alcock allgower alport andersen apert aschoff auer auerbach bainbridge balint barany bartter beau
bernstein bitot bozeman brandt buck burch caroli castleman chagas charles chediak cobb codman coombs cori
corrigan crile crigler crouzon daroff deaver debakey deauville denis denver diamond dieulafoy
dilantin dix dixon doyen duane dubin duret eaton edmonton ellis essex esmarch fehling fegan felson ferguson
fick fisher fogarty forestier forrest fowler freund frohlich galeazzi galen garden gardner garre gartland
gerota gerstmann gigli gillespie gleeson goldmann goligher gordon gottron gowers gregg grey grynfeltt gustilo
hahn hallpike halsted ham hamilton harrington hawkins hays heaney hegar heller henderson henle herring hess
hibbs higashi hinchey hofmann holmes hounsfield howell hunner hunt hutchinson ishihara jacobson jarisch jendrassik johnson
kager kallmann kasai kayser kelman kennedy kienbock kimmelstiel kleihauer koebner koplik korsakov kostmann
krukenberg lambert laurin leriche lembert leydig lugol luschka maisonneuve mallet maslach mayo mcdonald mcevedy
meigs mendelson merkel metzenbaum mikulicz miller milwaukee mirizzi monteggia moro mueller muller nissl
noonan ober ogilvie oliver ollier oppenheim ormond osborn pancoast papanicolaou parks patau patrick pauwels
perthes peutz peyer phemister plummer poland poupart pringle prinzmetal purkinje quincke ramsay
randall rapaport rathke raney richter riedel rinne rorschach rosenmuller rosving rovsing rutherford ruysch santorini
scarpa scheuermann schirmer schober schwann seldinger semmes sengstaken sertoli sever sheehan shouldice sims
sipple skene smith snyder somogyi spigelian stensen stevens stickler strumpell sudeck sweet swenson sydenham
syme tanner tenckhoff terry thompson tischler todd tommy toupet tourniquet traube truelove tuohy turcot
ullrich unna vater veress vincent virchow volkmann waardenburg waldeyer wallenberg wartenberg weinstein weitlaner
wertheim wharton wickham willis winslow wiskott woods yergason young zadik ziehl
lachman berg braxton hicks edinburgh leopold bosniak nottingham bethesda fleischner lawton rockall epworth richardson
schmorl salem blake shiley bair quinton unna lynch brugada takotsubo osgood-schlatter ziehl-neelsen miami bird prinzmetal
dobhoff minnesota blakemore kehr pleurx malecot davol mahurkar permcath broviac ommaya rickham spetzler codman toronto
cincinnati boston vancouver milan rome atlanta marshall banff montreal vienna paris sydney chicago manchester oswestry
tampa leeds bristol liverpool geneva lugano durie salmon binet rai dukes masaoka noguchi lauren borrmann siewert bismuth
strasberg hinchey balthazar modic pfirrmann kellgren lawrence tonnis graf neer frykman weber schatzker garden evans
mason regan morrey rockwood lauge lauge-hansen denis magerl anderson d'alonzo effendi levine salter-harris gustilo-anderson
tscherne fontaine rutherford stanford debakey crawford svensson lown wolfe
"""
)
# Those that name nobody alive: a germ, a scale or a manoeuvre may stand alone.
IMPERSONAL = _set(
    """
achilles acinetobacter alzheimer's ann-arbor aspergillus babinski bacteroides braden brown-sequard candida
child-pugh chlamydia clostridioides clostridium creutzfeldt-jakob crohn's doppler ehlers-danlos enterococcus
epley epstein-barr escherichia gram guillain-barre haemophilus heimlich helicobacter hemophilus
henoch-schonlein hodgkin's holter jackson-pratt klebsiella legionella listeria lyme mallory-weiss
mycobacterium mycoplasma neisseria parkinson's prader-willi proteus pseudomonas raynaud's reed-sternberg
romberg roux-en-y salmonella serratia shigella snellen staphylococcus streptococcus swan-ganz tetralogy
trendelenburg valsalva wolff-parkinson-white zollinger-ellison
bovie deauville kocher-langenbeck weitlaner metzenbaum adson babcock mayo-hegar yankauer
veress seldinger debakey tenckhoff fogarty hallpike trochar luer luer-lock velcro kerlix betadine
lachman bosniak fleischner ziehl-neelsen bethesda braxton schmorl hounsfield levophed dobhoff shiley omnipaque takotsubo
mcmurray waldenstrom christmas-disease brugada flacc nitrazine osgood-schlatter kerley
"""
)
EPONYM_NOUNS = _set(
    """
anemia aneurysm anomaly arthritis ataxia aureus block bodies body bulb catheter cell cells chart chorea
cirrhosis clamp clamps class classification coli coma contracture criteria criterion cyst deformity dementia
difficile disease disease, diverticulum drain duct dystrophy encephalopathy esophagitis esophagus excess
exophthalmos fall feet foot fracture fracture-dislocation gangrene gland grade granulomatosis hernia
incision index influenzae joint lesion lesions level levels lift line lines loop lymphoma malformation
maneuver manoeuvre metaplasia monitor negative node nodes nodules operation ophthalmopathy palsy performance
phenomenon pins pneumoniae point position positive pouch procedure psychosis purpura pylori reflex
respirations sarcoma scale score sign smear splint stage stages staging stain standing suction surgery
syndrome tendon test thickness thyroiditis triad tumor tumour type ulcer ulcers virus wire wires
scissors forceps retractor needle needles clamp dressing bandage boot boots tube gap traction plication patch
anastomosis repair reduction approach reaction angle membrane sheath muscle canal duct papilla gangrene
stain method formula equation ratio inventory questionnaire interview assay rules rule guidelines protocol
regimen diet epilepsy seizure neuralgia nevus patches spots zone ligament tubercle fascia space pouch
technique osteotomy amputation arthroplasty brace collar frame rod cannula trocar tamponade
sump filter collar retractors unit units contractions maneuvers cardiomyopathy pattern hugger traction pump
sutures category spotted fever
"""
)

TITLES = _set(
    """
attending capt captain col colonel detective doctor don dona dott doña dr drs father-in-law fr frau gen herr
hon imam judge lieutenant lt madam madame maj major miss mlle mme monsieur mr mrs ms mx nurse officer pastor
physician prof professor rabbi rev reverend senor senora senorita sergeant señor señora sgt sig signor
signora sir sr sra srta surgeon
"""
)

STATES = _set(
    """
alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa kansas
kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio
oklahoma oregon pennsylvania tennessee texas utah vermont wisconsin wyoming
"""
)

STATE_LETTERS = _set(
    """
AA AE AK AL AP AR AS AZ CA CO CT DC DE FL FM GA GU HI IA ID IL IN KS KY LA MA MD ME MH MI MN MO MP MS MT NC
ND NE NH NJ NM NV NY OH OK OR PA PR PW RI SC SD TN TX UT VA VI VT WA WI WV WY
"""
)

# Postal Service Publication 28, appendix C1, with a few words of other countries.
STREETS = _set(
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
summit ter terrace throughway tie tpke trace track trafficway trail trailer trak travessa trce trfy trl trlr
trwy tunl tunnel turnpike ul ulica un underpass union unions upas valley valleys vej via viaduct viale view
views village villages ville vis vista vl vlg vly vlys vw vws vägen walk walks wall way ways weg well wells
wl wls xing
"""
)

# The months in the languages that notes from elsewhere carry; English first, with abbreviations.
MONTHS = _set(
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
