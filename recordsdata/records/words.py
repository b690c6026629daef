"""The words that may stay in a de-identified text: everything else goes.

A list of names can never be complete; a list of the words that a clinical note needs nearly can. Most words
come from `words.txt.gz`, one a line with letters that say what is known of it:

- `c` it stands in a description of ICD-10-CM or in a title of an MS-DRG (both of the United States
  government, public domain);
- `b` it is among the commonest 12,000 words of English;
- `n` it is also a given name or one of the 5,000 commonest surnames of the United States, `m` a rarer
  surname (Census Bureau, frequently occurring names of 1990, public domain). The letters mark words that
  are suspicious where they are capitalised; no list of names is kept.

The English words are the lower-case words of SCOWL, sizes 10 to 70 (Spell Checker Oriented Word Lists,
Copyright 2000-2018 by Kevin Atkinson; permission to use, copy, modify, distribute and sell these word
lists, the associated scripts, the output created from the scripts, and its documentation for any purpose
is granted without fee, provided that the copyright notice appears in all copies and that both that
notice and this permission notice appear in supporting documentation; Kevin Atkinson makes no
representations about the suitability of this array for any purpose, it is provided "as is" without
express or implied warranty). Left out are words of two letters or fewer that are not common, and words that
are names more often than words: of the sizes from 35 on every given name and the 2,000 commonest surnames,
from 50 on every surname, unless `c`.

The rest is typed in below: words of the ward, abbreviations, drugs, and what may be capitalised.
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
    "WARD",
    "vocabulary",
]


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
    for word in WARD:
        words[word] = words.get(word, "") + "c"
    return words


# Words that the ward writes and a general list lacks, or would take for names.
WARD = frozenset("""
ductal lobular gy
fingerstick fingersticks parapneumonic iodinated eluting respirations sulfa hfa gy uln lln resp tachy brady afib vtach vfib vtac aflutter chemo mets onc hem hemonc inr lovenox gtt gtts bolus boluses cultured subq saline heplocked cannulas
abducens ablated ablation acetabular afebrile akinesis albuminuria amputee anasarca anesthesiologist angio angiogram
angioplasty anicteric antalgic anterolateral anteroseptal anticoagulate anticoagulated anticoagulation antihypertensive
antihypertensives antipyretics appy arousable arteriovenous arthroplasty asymptomatic ataxic atelectasis atraumatic
atrophic autodiuresed backdated banding basal bedrest bedside bibasilar bicarb bicarbonate biliary bilat bilaterally
bilirubin biopsied biopsies biventricular bolused bradycardic breastfeeding bruit bruits bumex cabg cachectic
calcifications cannula cannulated captopril cardiologist cardiomegaly cardioversion cardioverted caregiver caregivers
cath catheterization catheterized cauterized cbc cerebellar charting chem chemo chole cholecystectomy cholecystitis
chronotropic cirrhotic claudication cleared clopidogrel clot clotting coags coded coder codes coding collateral
colectomy colonoscopy comorbid comorbidities comorbidity compliant consolidation consult consultant consultants consulted
consults contralateral copious cosigned cosign coronary coumadin crackles craniotomy creat creatinine crit culture
cultured cultures cyanosis cystoscopy debrided debridement debulking decompensated decompensation defervesced
defibrillator deintensified delirious dementia demented denied denies deny dialysate dialysis dialyzed diaphoresis
diaphoretic diastolic differential diplopia discharge discharged disoriented distended distention diurese diuresed
diuresing diuresis diuretic diuretics dorsiflexion doppler drainage dysarthria dysphagia dyspnea dyspneic dysuria
ecchymoses ecchymosis echo echocardiogram edematous ejection electrolytes electrophysiology embolization emesis
emergent emergently encounter endocrine endoscopic endoscopy endotracheal engrafted enteral epigastric erythema
erythematous esophagogastroduodenoscopy etiology euvolemic exam examined excised exertional expired extraocular
extremities extubate extubated extubation exudate exudates fatigued febrile fistulogram flank flatus fluoroscopy flutter
focal followup foley fourchette fulminant gait gallop gallops gastrostomy gated gavage geriatrician glucometer
glucose gout gram grossly guaiac guarding gurney guidewire gynecologist gynecology hallucinating handoff hands hct
healed hematemesis hematochezia hematocrit hematology hematuria hemicolectomy hemiparesis hemiplegia hemodialysis
hemodynamic hemodynamically hemoglobin hemoptysis hepatology hepatomegaly hepatosplenomegaly hernia hgb hospice
hospitalist hospitalists hospitalization hospitalizations hospitalized hyperglycemia hyperglycemic hyperkalemia hyperlipidemia
hypernatremia hypertensive hypoactive hypoglycemia hypoglycemic hypokalemia hypokinesis hyponatremia hypotension
hypotensive hypovolemia hypovolemic hypoxia hypoxemia hypoxic icteric ileus incentive incontinent incision incisional
indwelling infiltrate infiltrates inpatient inpatients insulin intact intensivist interventional intractable
intraoperative intraoperatively intravenous intravenously intubate intubated intubation ischemia ischemic jaundice
jaundiced jugular kub laceration lacerations laparoscopic laparoscopically laparoscopy laparotomy lavage
lesion lethargic leukocytosis lipase lisinopril lithotripsy lucid lumbar lymphadenopathy lytes malaise mammogram
mastectomy medially medicaid medicare melena meniscectomy mentation metastases metastatic microscopic midline
mobilize mobilized monotherapy morbid motrin mottled murmur murmurs nares nasal nasogastric nauseated nauseous
nebulized nebulizer nebulizers neb nebs neonatal neonate neonatologist neonatology nephrectomy nephrolithiasis nephrologist nephrology
neurologic neurologically neurologist neurology neurosurgeon neurosurgery neurovascular neurovascularly nocturnal
noncompliance noncompliant noncontributory nondistended nonfocal nonpitting nonproductive nonsmoker nontender normocephalic
normoactive normotensive numbness obese obstetric obstetrician obstetrics obtunded occult oncologist oncology
ophthalmologist ophthalmology oriented orthopedic orthopedics orthopedist orthopnea orthostatic orthostatics ostomy
otolaryngology outpatient outpatients overnight overload oximetry oxygen oxygenation pacemaker palliative pallor palpable palpated
palpation palpitations pancreatitis paracentesis paramedics paresthesia paresthesias parous paroxysmal passing
pathologist pathology pediatric pediatrician pediatrics percutaneous percutaneously perfused perfusing perfusion pericardiocentesis
perioperative peripherally peritoneal phlebotomist phlegm photophobia physiatry physiotherapist plaquenil platelet platelets
pleuritic pneumothorax podiatrist podiatry polypectomy polyuria post postictal postop postoperative postoperatively
postpartum postprandial prealbumin precautions precert preop preoperative preoperatively pressors pretreated prn
prodrome productive prognosis prophylactic prophylactically prophylaxis prosthetic protime psych psychiatrist pulmonary
pulmonologist pulmonology pulses purulent pyuria quadrant radiating radiation radiologist radiology rales readmission readmissions
readmit readmitted reassess reassessed rebound recannulated recheck rechecked redness reflexes rehab rehabilitation
reintubated reintubation renal reocclusion resected resection residual resp resuscitated resuscitation retinopathy
revascularization rheumatologist rheumatology rhinorrhea rhonchi rigors rigidity rounding rounds rub rubs sats saturating
saturation saturations sclera sclerae secretions sedated sedation seizure seizures sepsis septic serous serum sigmoidoscopy
smear smoked smoker smokes somnolent specimen sputum staging staples statin statins stat stent stented stenting stents stepdown
sternal sternotomy stool stools strength subcutaneous subcutaneously subjective suboptimal substernal suctioned suctioning
supple supraclavicular sutures swallow syncope systolic tachycardia tachycardic tachypnea tachypneic taper tapered tapering
telemetry tender tenderness therapeutic thoracentesis thoracotomy thrombolysis thrombolytics thrombosed thyroid titrate
titrated titration tolerated tolerating tracheostomy transaminases transaminitis transfer transferred transfused transfusion
transfusions transthoracic trauma triage triaged trops troponin troponins tube ultrasonography ultrasound unarousable
undergo underwent unremarkable unresponsive unstageable uptitrated urinalysis urinary urine urologist urology urosepsis
uterine vaccination vaccinations valve varices vascular vasopressor vasopressors vegetations venous ventilator ventral
ventricular verbal vertebral vitals vomited vomiting voided voiding ward wean weaned weaning weightbearing wheelchair wheeze wheezes wheezing
widower withdrawal workup wound wounds xray sister daughter dob ssn mrn nurse son coder registrar dyslipidemia biventricular nsvd
anxiolytic antiemetic antiemetics antiplatelet bronchodilator bronchodilators bronchoscopy multivitamin multivitamins ambulate ambulates
ambulated ambulating ambulation ambulatory walker cane crutches commode aide foster baker ulcer chin shin palm heal gram grams drip drips
butt gall marrow temple temples hip hips bilat contrast noncontrast lung lungs kidney liver spleen abd neuro cardio pulm derm heent perrla
ophtho ortho gyn meds med labs lab exam exams temp hosp dispo wnl cont eval evals pts pt dx hx rx tx sx fx bx px po iv im sq subq mg mcg kg
ml dl cm mm mmhg lbs lb oz bpm mmol meq tid bid qid qhs qam qpm qd qod daily prn ac pc hs tab tabs cap caps inj susp soln supp oz units unit iu kcal
email emailed emails phone phoned phones fax faxed cell voicemail website online url texted text website wi fi telehealth portal login username account accounts
website zip postal apt suite floor lives living resident resides retired veteran widowed married divorced single unemployed employed teacher
engineer welder mechanic plumber carpenter farmer driver nurse cook retired waitress cashier clerk electrician janitor firefighter machinist
identifier identifiers deidentified serial implanted implant implants lead leads generator plate plates license licence passport beneficiary
fingerprint fingerprints photo photograph photographs voiceprint retinal guarantor policyholder subscriber copay insurer insurers coinsurance
ma'am y/o yo yr yrs mo mos wk wks hr hrs min mins sec secs am pm etoh tobacco cigs ppd vape vapes vaping cannabis marijuana cocaine heroin
fentanyl opioid opioids naloxone sober sobriety detox colace senna miralax dulcolax ensure pedialyte gatorade bipap cpap sonogram sonographic
postnasal antibiotics antibiotic abx antiviral antivirals antifungal antifungals probiotic probiotics antihistamine antihistamines
decongestant inhaler inhalers spacer rescue puffs puff nebulization coughing sneezing rhinitis pharyngeal tonsillar tympanic membranes
cerumen otoscopic fundoscopic nystagmus dysmetria pronator drift gaze palsy ptosis uvula midline plantar flexor extensor flexion clonus
babinski romberg homans sublingual transdermal intramuscular intramuscularly intranasal inhaled topical topically ophthalmic otic rectally vaginally
normochromic microcytic macrocytic normocytic anemic neutropenic thrombocytopenic pancytopenic coagulopathic uremic oliguric anuric azotemia
nonobstructing nonobstructive nonocclusive nonischemic nonspecific nonsustained nondisplaced noninvasive nonhealing nonverbal nonreactive nonadherent
nonadherence hyperdynamic hypermobile multifocal multilobar unilobar retrocardiac perihilar hilar mediastinal paratracheal subsegmental segmental
lobar lingular interlobular infrahilar costophrenic hemidiaphragm diverticulosis diverticulitis cholelithiasis choledocholithiasis hydronephrosis
hepatosteatosis steatosis osteopenia osteophyte osteophytes spondylosis spondylolisthesis scoliosis kyphosis degenerative foraminal arthropathy
osteoarthritic tricompartmental meniscal intertrochanteric subtrochanteric comminuted hemiarthroplasty kyphoplasty laminectomy discectomy
microdiscectomy orif fixation fixated casted splinted splint immobilizer sling brace braces orthosis orthotics nonweightbearing toe nailbed capillary
refill turgor mucosa mucous normothermic normoglycemic rewarmed rewarming defib unasyn vanco lasix tele cellulitic abscesses fluctuance induration
crepitus serosanguineous sanguineous seropurulent malodorous granulating granulation eschar slough undermining tunneling debridements dehiscence
dehisced approximated steri steristrips dermabond gauze kerlix xeroform telfa duoderm tegaderm mepilex jackson-pratt hemovac penrose pigtail chest-tube
heplock saline heparinized picc midlines portacath mediport subclavian femoral radial brachial antecubital dorsalis pedis popliteal tibial posterior
gravida para primigravida multigravida primip multip grav nullip nulliparous fundus fundal lochia perineal episiotomy vertex breech cesarean vbac apgar apgars
meconium vernix caput cephalohematoma fontanelle fontanel fontanelles phototherapy bili isolette bassinet formula breastfed bottlefed nicu newborns circumcised circumcision
""".split())

# Drugs by their general name and, where a name is a brand, capitalised in a text.
_DRUGS = """
abatacept abciximab acarbose acetaminophen acetazolamide acyclovir adalimumab adenosine albumin albuterol alendronate alfuzosin
allopurinol alprazolam alteplase amantadine amiloride amikacin aminophylline amiodarone amitriptyline amlodipine amoxicillin amphetamine amphotericin
ampicillin anastrozole apixaban apremilast aripiprazole ascorbic aspirin atazanavir atenolol atomoxetine atorvastatin atovaquone atropine azathioprine
azithromycin aztreonam baclofen beclomethasone benazepril benzonatate benztropine betamethasone bevacizumab bicalutamide bisacodyl bisoprolol bivalirudin
bleomycin bortezomib brimonidine bromocriptine budesonide bumetanide bupivacaine buprenorphine bupropion buspirone busulfan caffeine calcitonin calcitriol
calcium canagliflozin candesartan capecitabine captopril carbamazepine carbidopa carboplatin carisoprodol carvedilol caspofungin cefaclor cefadroxil cefazolin cefdinir
cefepime cefixime cefotaxime cefoxitin cefpodoxime ceftaroline ceftazidime ceftriaxone cefuroxime celecoxib cephalexin cetirizine cetuximab
chlorambucil chlordiazepoxide chlorhexidine chloroquine chlorothiazide chlorpromazine chlorthalidone cholestyramine cilostazol cimetidine cinacalcet ciprofloxacin
cisatracurium cisplatin citalopram clarithromycin clindamycin clobetasol clomiphene clomipramine clonazepam clonidine clopidogrel clorazepate clotrimazole clozapine
codeine colchicine colestipol cortisone cosyntropin cromolyn cyanocobalamin cyclobenzaprine cyclophosphamide cyclosporine cyproheptadine cytarabine dabigatran
dalteparin dantrolene dapagliflozin dapsone daptomycin darbepoetin darunavir dasatinib denosumab desipramine desloratadine desmopressin desvenlafaxine
dexamethasone dexmedetomidine dexmethylphenidate dextroamphetamine dextromethorphan dextrose diazepam diclofenac dicyclomine digoxin dihydroergotamine diltiazem
dimenhydrinate diphenhydramine diphenoxylate dipyridamole disopyramide disulfiram divalproex dobutamine docetaxel docusate dofetilide dolutegravir donepezil dopamine dorzolamide
doxazosin doxepin doxorubicin doxycycline dronabinol dronedarone droperidol dulaglutide duloxetine dutasteride edoxaban efavirenz eletriptan empagliflozin emtricitabine
enalapril enoxaparin entacapone entecavir ephedrine epinephrine epirubicin eplerenone epoetin eptifibatide ergocalciferol erlotinib ertapenem erythromycin
erythropoietin escitalopram esmolol esomeprazole estradiol eszopiclone etanercept ethambutol etodolac etomidate etoposide exenatide ezetimibe
famciclovir famotidine febuxostat felodipine fenofibrate ferrous fexofenadine fidaxomicin filgrastim finasteride flecainide fluconazole fludarabine
fludrocortisone flumazenil fluorouracil fluoxetine fluphenazine flurazepam fluticasone fluvoxamine folate folic fondaparinux formoterol fosamprenavir fosfomycin fosinopril
fosphenytoin fulvestrant furosemide gabapentin galantamine ganciclovir gemcitabine gemfibrozil gentamicin glargine glimepiride glipizide glucagon
glyburide glycopyrrolate granisetron guaifenesin guanfacine haloperidol heparin hydralazine hydrochlorothiazide hydrocodone hydrocortisone hydromorphone
hydroxychloroquine hydroxyurea hydroxyzine hyoscyamine ibandronate ibuprofen ibutilide imatinib imipenem imipramine indapamide indomethacin infliximab insulin interferon
ipratropium irbesartan irinotecan iron isoniazid isosorbide isotretinoin itraconazole ivabradine ivermectin ketamine ketoconazole ketorolac labetalol lacosamide
lactated lactulose lamivudine lamotrigine lansoprazole latanoprost leflunomide letrozole leucovorin leuprolide levalbuterol levetiracetam levocetirizine levodopa levofloxacin
levothyroxine lidocaine linaclotide linagliptin linezolid liothyronine liraglutide lisdexamfetamine lisinopril lispro lithium loperamide loratadine lorazepam losartan lovastatin
lurasidone magnesium mannitol meclizine medroxyprogesterone megestrol meloxicam melphalan memantine meperidine mercaptopurine meropenem mesalamine metaxalone metformin
methadone methimazole methocarbamol methotrexate methyldopa methylergonovine methylphenidate methylprednisolone metoclopramide metolazone metoprolol metronidazole mexiletine micafungin
miconazole midazolam midodrine milrinone minocycline minoxidil mirabegron mirtazapine misoprostol mitoxantrone modafinil mometasone montelukast morphine moxifloxacin
mupirocin mycophenolate nabumetone nadolol nafcillin nalbuphine naloxone naltrexone naproxen nateglinide nebivolol nefazodone neomycin neostigmine niacin nicardipine
nicotine nifedipine nimodipine nitrofurantoin nitroglycerin nitroprusside nivolumab norepinephrine norethindrone nortriptyline nystatin octreotide ofloxacin olanzapine
olmesartan omalizumab omega omeprazole ondansetron orphenadrine oseltamivir oxacillin oxaliplatin oxazepam oxcarbazepine oxybutynin oxycodone oxymorphone oxytocin
paclitaxel palonosetron pamidronate pancrelipase pantoprazole paroxetine pembrolizumab penicillin pentamidine pentobarbital pentoxifylline perindopril perphenazine
phenazopyridine phenelzine phenobarbital phentermine phentolamine phenylephrine phenytoin physostigmine pilocarpine pioglitazone piperacillin pirfenidone piroxicam polyethylene
posaconazole potassium pramipexole prasugrel pravastatin prazosin prednisolone prednisone pregabalin primidone probenecid procainamide prochlorperazine progesterone
promethazine propafenone propofol propranolol propylthiouracil protamine pseudoephedrine pyrazinamide pyridostigmine pyridoxine quetiapine quinapril quinidine rabeprazole
raloxifene ramelteon ramipril ranitidine ranolazine rasagiline remdesivir remifentanil repaglinide ribavirin rifampin rifaximin riluzole ringers risedronate risperidone
ritonavir rituximab rivaroxaban rivastigmine rizatriptan rocuronium ropinirole ropivacaine rosuvastatin sacubitril salmeterol saxagliptin scopolamine selegiline semaglutide
senna sertraline sevelamer sevoflurane sildenafil simethicone simvastatin sirolimus sitagliptin sodium sofosbuvir solifenacin sorafenib sotalol spironolactone streptokinase
streptomycin succinylcholine sucralfate sugammadex sulbactam sulfamethoxazole sulfasalazine sumatriptan sunitinib tacrolimus tadalafil tamoxifen tamsulosin tapentadol tazobactam telmisartan
temazepam tenecteplase tenofovir terazosin terbinafine terbutaline teriparatide testosterone tetracycline theophylline thiamine thiotepa ticagrelor timolol tinzaparin tiotropium
tirofiban tirzepatide tizanidine tobramycin tocilizumab tolterodine topiramate torsemide tramadol tranexamic trastuzumab trazodone triamcinolone triamterene triazolam
trihexyphenidyl trimethoprim ursodiol valacyclovir valganciclovir valproate valproic valsartan vancomycin vardenafil varenicline vasopressin vecuronium vedolizumab
venlafaxine verapamil vilazodone vinblastine vincristine vitamin voriconazole vortioxetine warfarin zafirlukast zaleplon zidovudine ziprasidone zoledronic zolmitriptan zolpidem zonisamide zinc
tylenol advil motrin aleve ecotrin lipitor crestor zocor plavix coumadin eliquis xarelto pradaxa lovenox lasix bumex aldactone norvasc toprol lopressor coreg
diovan cozaar zestril prinivil vasotec entresto jardiance farxiga januvia metformin glucophage lantus humalog novolog levemir tresiba ozempic wegovy trulicity
victoza mounjaro synthroid armour prilosec nexium protonix pepcid zantac carafate reglan zofran phenergan compazine dilaudid percocet vicodin norco oxycontin
roxicodone ultram neurontin lyrica cymbalta zoloft prozac paxil lexapro celexa effexor wellbutrin remeron ativan xanax valium klonopin ambien seroquel zyprexa
risperdal abilify haldol geodon depakote keppra dilantin tegretol lamictal topamax namenda aricept sinemet requip flomax proscar viagra cialis proventil ventolin
advair symbicort spiriva pulmicort flovent combivent duoneb atrovent singulair flonase zyrtec claritin allegra benadryl mucinex robitussin sudafed solumedrol medrol decadron
rocephin zosyn unasyn augmentin keflex levaquin cipro zithromax flagyl bactrim cleocin diflucan valtrex tamiflu paxlovid humira enbrel remicade rituxan keytruda opdivo
procrit epogen neupogen neulasta narcan suboxone botox premarin depo provera mirena fosamax prolia imodium pepto bismol tums maalox lomotil bentyl lactaid glucerna boost
singulair nitrostat imdur lanoxin cordarone tikosyn betapace cardizem catapres apresoline hytrin cardura zetia tricor lopid lovaza vascepa repatha praluent
""".split()
DRUGS = frozenset(_DRUGS)
WARD |= DRUGS

# Abbreviations in capitals that notes use; any other run of capitals is taken for initials or a number.
ABBREVIATIONS = frozenset("""
SC SUBC HFA FEU ABVD FOLFOX FOLFIRI CHOP RCHOP TCHP AVF AVL AVR TIMI NGML RA DES BMS RIMA DAPT SAPT PRBC KCL NACL NPH MDMA THC TNG OTC GLASGOW SN NPI DEA VIN IMEI UDI IBAN DL EXT TEL ISBN NHS PCN BIN RXBIN A AAA AAO ABCD ABG ABGS ABI ABO AC ACE ACEI ACL ACLS ACS AD ADA ADD ADHD ADL ADLS AED AFB AFP AHA AI AICD AIDS AIN AKA AKI AL ALA ALK ALL
ALP ALS ALT AM AMA AMI AML AMS ANA ANC ANCA AND AP APACHE APAP AR ARB ARDS ARF AROM AS ASA ASC ASCVD ASD AST AT ATN ATRA AV AVF AVM AVN AVNRT AVR AVSS AXR B
BAL BBB BCG BE BG BID BIPAP BKA BLE BM BMI BMP BMT BNP BP BPH BPM BRBPR BS BSA BUE BUN BX C CA CABG CAD CAP CAPD CAR CBC CBD CBI CC CCB CCU CD CDI CEA CF CHF CHOL
CI CIWA CK CKD CKMB CL CLL CM CML CMP CMS CMV CN CNS CO COPD COVID CP CPAP CPK CPR CR CRF CRP CRRT CRT CSF CSM CT CTA CTAB CTX CV CVA CVC CVICU CVP CVS CVVH CXR CYP D DBP DC
DEXA DIC DIP DJD DKA DM DMARD DNA DNI DNR DO DOA DOB DP DPT DRE DRG DRGS DT DTAP DTR DTRS DTS DVT DX E EBL EBV ECF ECG ECHO ECMO ECT ED EDD EEG EF EGD EGFR EKG EMG EMR EMS EMT EN
ENT EOM EOMI EP EPO ER ERCP ESBL ESR ESRD ETOH ETT EUS EVAR EXAM F FBS FEV FFP FFR FH FHR FHT FHX FIO FISH FNA FOBT FSH FTT FU FULL FUO FVC FX G GA GAD GBS GC GCS GDM GERD GFR GGT GI GIB GLP GN GNR GPC GSW
GTT GU GVHD GYN H HA HAART HAV HBA HBV HCAP HCC HCG HCM HCO HCT HCTZ HCV HD HDL HEENT HELLP HEP HFPEF HFREF HFMREF HGB HH HI HIB HIDA HIPAA HIT HIV HJR HLA HLD HOB HOCM HPI HPV HR HRCT HRT HS HSM HSV HTN HUS HX I IABP IBD IBS
ICA ICD ICH ICP ICS ICU ID IDDM IE IED IG IGA IGE IGG IGM IHSS II III IIA IIB IIIA IIIB IIIC IJ ILD IM IMA IMRT IN INH INR IO IP IQ IRB IS ISS ITP IU IUD IUGR IUP IV IVC IVDU IVF IVIG IVP IVPB JVD JVP K KUB KVO L LA LABS LAD LAE LAN
LBBB LBP LCX LDH LDL LE LFT LFTS LGSIL LHC LIJ LLE LLL LLQ LMA LMN LMP LMWH LN LOC LOS LP LPN LR LS LSD LTAC LUE LUL LUQ LV LVAD LVEDP LVEF LVH M MAC MALT MAOI MAP MAR MCA MCC MCH MCHC MCL MCP MCV MDD MDI MDS MEN MEQ MET METS MG MGUS
MI MICU MMR MMSE MOCA MPV MR MRA MRCP MRI MRN MRSA MS MSE MSSA MSW MV MVA MVC MVP MVR N NA NAD NAFLD NASH NC NCAT NCS NEC NG NGT NICU NIDDM NIHSS NIPPV NK NKA NKDA NO NOS NPH NPO NRB NS NSAID NSAIDS NSCLC NSR NST NSTEMI NSVD NT ND NTND NTG NVD NYHA O OA OB
OBGYN OCD OCP OD OM OOB OP OR ORIF OS OSA OT OTC OU OX P PA PAC PACS PACU PAD PAF PAP PAT PCA PCI PCL PCN PCO PCOS PCP PCR PCWP PD PDA PE PEA PEEP PEG PERC PERRL PERRLA PET PF PFO PFT PFTS PH PHQ PI PICC PICU PID PIH PIP PJP PKD PLT PM PMD PMH PMHX PMI PMN PMR PN PNA PND PO POA POC POD
POTS PPD PPI PPN PPROM PR PRBC PRBCS PRN PROM PS PSA PSH PSHX PSVT PT PTA PTCA PTH PTSD PTT PTX PUD PV PVC PVCS PVD PVR Q QAM QD QHS QID QOD QPM QRS QT QTC R RA RAD RAI RBBB RBC RBCS RCA RCT RDS RDW REM RF RFA RH RHC RIJ RLE RLL RLQ RLS RML RN RNA ROM ROS RR RRR RRT RSV RT RTA RUE RUL
RUQ RV RVH RVR RVSP RX S SA SAH SARS SBE SBO SBP SCC SCD SCDS SCLC SEM SG SGLT SGOT SGPT SH SHX SI SIADH SICU SIDS SIRS SK SL SLE SLP SNF SNRI SOAP SOB SOC SP SPEP SPO SQ SSI SSN SSRI SSS ST STAT STD STEMI STI SUBQ SUD SV SVC SVG SVR SVT SW SX T TAB TAH TAVR TB TBI TBSA TCA
TEE TEN TENS TFTS TIA TIBC TID TIPS TKA TKR TLC TLSO TM TMJ TNF TNM TOF TPA TPN TR TRALI TRUS TSH TTE TTP TUR TURBT TURP TV TX U UA UC UE UFH UGI UGIB UO UPEP UPPP URI US UTI UV V VA VAC VAP VATS VBAC VBG VC VF VFIB VIP VIR VIT VNA VP VQ VRE VS VSD VSS VT VTE VTACH VZV W WBAT WBC WBCS WC
WCT WD WHO WN WNL WPW X XR XRT Y YO Z USA UK PCS CPT LOINC SNOMED HIM EHR ICF ADLS IADL IADLS CDC FDA CLIA NOAC DOAC DOACS SNRIS SSRIS BPD ROP TTN PKU RHOGAM TDAP IPV PCV HBIG LGA SGA NBN AGA EGA EDC FHTS SROM SVD LTCS CPD VSD PFTS MELD CHADS VASC HAS BLED TIMI APGAR SOFA QSOFA RASS CAM
PMHX SHX ROS CBC BMP CMP LFT TPR POX ABX DNRCC DPOA HCP POLST MOLST AICD ICDS PPM TEVAR AAA HHS HONK NSAIDS OHS OSH AKI HRS SBP CTD SCD VWF TTP HUS DDX GCSF HPF LPF RTC ASAP AKA FYI ETA TBD NA PRE POST MIN AVG QNS CVAT TTP BS NABS LCTAB RRR MRG CCE MMM OP TMS NCAT AOX GERD
NIL VII VIII IX XI XII XX XY YR HPO PPX IVDA ETOHISM SNFS PRBCS CTPA DWI FLAIR MRV MRS CTV ERCPS EUS SBFT PEGJ GJ JP NGT OGT ETT LMA EVD VPS ICPS MAPS HFNC VM NRBM SIMV PSV PRVC ABGS VBGS FIO RSBI SBT TLC CVL HEMONC HEME ONC
""".split())

# Those that are names as well, where small or beside a name.
ALSO_NAMES = frozenset("""
ADA AI AL ALL ALT AMI ANA ASA BAL BUN CAP DO ED FU GU HA IM IMA LA LAN LE LUE MAC MAR MI NA NASH NG OU PA PAT PEA PEG PROM RA ROS RUE SA TEE TIA VIP SAM LI AN MAE
""".split())

# May stand capitalised inside a sentence: headings, departments, scales, programmes, languages, peoples.
CAPITALISED = frozenset("""
apgars query hct hgb plt bun cr cl mg ca phos inr ptt abg bnp tsh a abdomen above access account acct activity acute address admission admissions admit admitted admitting advance after age aged aid alert all allergies allergy also american an and anesthesia antibiotics any apgar apartment appointment are arabic as asian
assessment at attending auscultation back below because behavior billing birth blood box brief bowel breast by cantonese cardiac cardiology cardiovascular care caucasian cause certificate change chart chest chief child chinese chronic claim clinic clinical coder
coding cognitive coma come complaint complaints complications condition congestive consult consultation consultations contact continue coordinator copy course creole critical culture cultures current daily data date day days deceased deep delivery dementia denies department
dept description details device diabetes diagnosis diagnoses diagnostic diarrhea did died diet disability discharge discontinued disease diseases disposition do does doctor documentation dose drug due during each ear ears echocardiogram elevation emergency encounter english estimated ethnicity evaluation
every exam examination extremities eye eyes facility failure family father female fever findings fistula follow followup follow-up foley follows for french from full function gastrointestinal gender general genitourinary glucose good group guarantor guardian had has have he head
health hearing heart hematology hemoglobin her hemorrhage hepatitis his hispanic history home hospice hospital hospitalization how husband hypertension identification if imaging immunization immunizations impression in inc incident indication indications infection influenza information inpatient insurance
instruction instructions insulin insurer intake integumentary intensive intensivist interval interventions interpreter is it italian japanese joint justification kidney korean lab laboratory labs language latino left length level license list liver living local location lung lungs lymph male mandarin
marital medicaid medical medicare medication medications medicine member mental method midwife mother mr mrs ms muscle musculoskeletal my name native neck negative neonatal nephrology neuro neurologic neurological neurology new newborn next no none normal not note notes number nurse nursery nursing
nutrition objective obstetric obstetrics occupation occupational of office on oncology one operation operative operator or oral order orders origin orthopedic orthopedics orthopaedics other our outcome outpatient oxygen pain palliative parent parents passport past pathology patient patients payer pediatric pediatrics
per percent performed permanent person pharmacy phone physical physician physicians place plan pneumonia policy portuguese positive post postoperative pregnancy preoperative present presented presenting pressure previous primary principal prior private problem problems procedure procedures prognosis progress prosthesis provider psychiatric
psychiatry pulmonary pulse punjabi quality race radiology rate reaction reason recent recommendations record records reference referral referred referring registered rehabilitation reconciliation related relation relationship religion renal repeat report reported requested resident respiratory result results return review reviewed
revised right room route russian safety scale scan scheduled score secondary section seen self sepsis serial service services severe severity sex sexual she side sign signature signed signs sinus skilled skin social social-work some son sore spanish specialist specialty specimen spouse staff stage start state
status stay stress stroke study subjective substance summary supervising surgery surgeon surgical surgeries swahili symptoms syndrome systems tagalog take tel telemetry telephone temp temperature tests test that the then therapist therapy there these they this thorax time to tobacco today total transfer transport transferred trauma
treatment triage type ultrasound unit units unknown unremarkable until upper urdu urgent urinary urine urology us use use value valve vascular vascular-surgery venous verified vietnamese visit visits vital vitals volume was we weight were wellness what when where which white-cell wife with witness woman women's work wound x-ray yes yesterday you your zip
hypothyroidism hyperlipidemia atrial fibrillation obstructive pulmonary cancer cell cells tract obstruction injury elective lower index mass fracture anemia embolism edema asthma copd transplant bypass artery repair replacement biopsy removal total partial open laparoscopic dialysis infarction myocardial coronary septic shock cellulitis urinary
doppler echo bp hr rr temp gen abd ext cv resp neuro psych heent skin pe hpi ros pmh psh meds lab ekg ct mri cxr gcs rh gram ob id icd drg ph coumadin internet wi-fi pap covid-19 covid covidnow english-speaking spanish-speaking veteran veterans medicare-advantage workers compensation
""".split()) | DRUGS

# Diseases and signs that carry a person's name: they stay beside one of their words, and go elsewhere.
EPONYMS = frozenset("""
morse hill hill-sachs sachs berg katz rankin mallampati norton ranson wagner salter harris schatzki gleason breslow clark ann bosniak duke stanford child pugh child-pugh schilling tanner tzanck coombs allen allis barlow ortolani finkelstein phalen spurling thomas weber mantoux achilles addison alzheimer angle apgar asperger babinski baker barrett bartholin basedow becker bechterew behcet bell bence bernard bishop blumberg bouchard bowen braden brown-sequard broca brudzinski buerger burkitt carpal charcot cheyne chiari chvostek colles conn cooley
coombs cowden creutzfeldt creutzfeldt-jakob crohn cullen cushing dandy-walker darier dequervain down dressler duchenne dupuytren ebstein edwards ehlers ehlers-danlos eisenmenger epley epstein epstein-barr erb ewing fabry fallot fanconi felty fontan fournier frey friedreich gaucher gilbert glasgow
goodpasture gram graves guillain guillain-barre hartmann hashimoto heberden heimlich henoch henoch-schonlein hirschsprung hodgkin hodgkin's holter homans horner huntington hurler jackson jakob janeway jones kaposi kartagener kawasaki kehr kerley kernig kleinfelter klinefelter
korotkoff korsakoff kussmaul lachman langerhans legionnaire legionnaires lewy lhermitte lichtman lisfranc lou ludwig lyme mallory mallory-weiss marfan mcburney mcmurray meckel meniere merkel mobitz mohs morton murphy niemann niemann-pick
osgood osgood-schlatter osler paget parkinson peyronie pott prader-willi prinzmetal raynaud reed reiter reye rinne rocky romberg roux sjogren snellen still stokes sturge-weber swan-ganz takayasu tay-sachs tetralogy tietze tinel tourette trendelenburg
trousseau turner valsalva virchow von waldenstrom weber wegener wells wernicke whipple wilms wilson wolff wolff-parkinson-white zenker zollinger zollinger-ellison kiesselbach naegele pfannenstiel mcroberts billroth whipple's nissen roux-en-y bankart latarjet
west nile clostridium clostridioides escherichia klebsiella pseudomonas staphylococcus streptococcus enterococcus haemophilus hemophilus chlamydia mycoplasma legionella candida aspergillus salmonella shigella listeria neisseria proteus serratia acinetobacter bacteroides mycobacterium helicobacter
""".split())
# Those that name nobody alive: a germ, a scale or a manoeuvre may stand alone.
IMPERSONAL = frozenset("""
apgar braden glasgow gram babinski romberg valsalva trendelenburg snellen holter epley heimlich tetralogy clostridium clostridioides escherichia klebsiella pseudomonas staphylococcus streptococcus
enterococcus haemophilus hemophilus chlamydia mycoplasma legionella candida aspergillus salmonella shigella listeria neisseria proteus serratia acinetobacter bacteroides mycobacterium helicobacter creutzfeldt-jakob epstein-barr guillain-barre
ehlers-danlos henoch-schonlein wolff-parkinson-white zollinger-ellison mallory-weiss roux-en-y swan-ganz prader-willi brown-sequard lyme alzheimer's parkinson's crohn's hodgkin's raynaud's achilles doppler foley
""".split())
EPONYM_NOUNS = frozenset("""
fall deformity classification stage class criterion staging grade smear fracture-dislocation disease syndrome sign lymphoma palsy fracture tendon test scale score coma virus bodies body thyroiditis esophagus tumor tumour cyst dementia monitor maneuver manoeuvre position stain contracture phenomenon chorea cell node nodes
arthritis ulcer ulcers hernia diverticulum aneurysm anemia reflex respirations procedure operation incision excess purpura anomaly malformation ataxia sarcoma gangrene esophagitis encephalopathy psychosis gland index criteria index
point nodules granulomatosis cirrhosis metaplasia duct joint block pouch chart surgery disease, lesion lesions catheter splint positive negative loop pylori coli difficile influenzae pneumoniae aureus dystrophy exophthalmos ophthalmopathy lines line
""".split())

TITLES = frozenset("""
mr mrs ms miss mx dr drs doctor prof professor rev reverend fr sir madam madame mme mlle herr frau senor señor senora señora senorita sra sr srta monsieur don dona doña signor signora sig dott nurse attending surgeon physician rabbi pastor imam father-in-law
judge officer detective sgt sergeant capt captain lt lieutenant col colonel maj major gen hon
""".split())

STATES = frozenset("""
alabama alaska arizona arkansas california colorado connecticut florida hawaii idaho illinois iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri nebraska nevada ohio oklahoma
oregon pennsylvania texas utah vermont wisconsin wyoming
""".split())

STATE_LETTERS = frozenset("""
AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI FM MH PW AA AE AP
""".split())

# Postal Service Publication 28, appendix C1, with a few words of other countries.
STREETS = frozenset("""
alley aly annex anex arcade arc avenue ave av bayou bayoo beach bch bend bnd bluff blf bluffs blfs bottom btm boulevard blvd branch br bridge brg brook brk brooks brks burg bg burgs bgs bypass byp camp cp canyon cyn cape cpe causeway cswy center ctr centers ctrs circle cir
circles cirs cliff clf cliffs clfs club clb common cmn commons corner cor corners cors course crse court ct courts cts cove cv coves cvs creek crk crescent cres crest crst crossing xing crossroad crossroads curve curv dale dl dam dm divide dv drive dr drives drs estate est estates ests
expressway expy extension ext extensions fall falls fls ferry fry field fld fields flds flat flt flats flts ford frd fords forest frst forge frg forges fork frk forks frks fort ft freeway fwy garden gdn gardens gdns gateway gtwy glen gln glens green grn greens grove grv groves harbor hbr harbors
haven hvn heights hts highway hwy hill hl hills hls hollow holw inlet inlt island is islands iss isle isles junction jct junctions key ky keys kys knoll knl knolls knls lake lk lakes lks land landing lndg lane ln light lgt lights loaf lock lcks locks lodge ldg loop mall manor mnr manors meadow mdw meadows mdws
mews mill ml mills mls mission msn motorway mtwy mount mt mountain mtn mountains mtns neck nck orchard orch oval ovl overpass opas park parks parkway pkwy parkways pass passage psge path pike pine pne pines pnes place pl plain pln plains plns plaza plz point pt points pts port prt ports prts prairie pr
radial radl ramp ranch rnch rapid rpd rapids rpds rest rst ridge rdg ridges rdgs river riv road rd roads rds route rte row rue run shoal shl shoals shls shore shr shores shrs skyway skwy spring spg springs spgs spur spurs square sq squares station sta stravenue stra stream strm street st streets sts summit smt
terrace ter throughway trwy trace trce track trak trafficway trfy trail trl trailer trlr tunnel tunl turnpike tpke underpass upas union un unions valley vly valleys vlys via viaduct vw view views vws village vlg villages ville vl vista vis walk walks wall way ways well wl wells wls
close quay strasse straße str platz weg allee gasse calle avenida plaza paseo carrera rua travessa via viale piazza corso boulevard chemin impasse laan straat plein gata vägen gatan vej gade katu tie ulica ul
""".split())

# The months in the languages that notes from elsewhere carry; English first, with abbreviations.
MONTHS = frozenset("""
january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
januar jänner februar märz maerz mai juni juli oktober dezember janvier février fevrier mars avril juin juillet août aout septembre octobre novembre décembre decembre
enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre novembre dicembre
janeiro fevereiro março marco maio junho julho setembro outubro novembro dezembro januari februari maart mei augustus oktober december
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
""".split())
